package io.smcontainers.gpu.nvml;

import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.Machine;
import java.nio.file.Files;
import java.util.stream.Collectors;

/** Says why there is no GPU that can be used, and what to do about it. */
final class WhyNoGpu {
    /** Names of facts end so that say what is wrong. */
    static final String PROBLEM = "-problem";

    /** Names of facts end so that tell of GPUs which this process may not open. */
    static final String NOT_OURS = "-not-ours";

    private static final String START_WITH_GPUS = "start the container with GPUs, as by 'docker run --gpus all'";

    private WhyNoGpu() {}

    /** Without {@code /dev/nvidiactl}; the kernel of the host may still say that it has the driver. */
    static String withoutDriver(Machine machine) {
        String none = "there is no /dev/nvidiactl";
        return Files.exists(machine.root().resolve("proc/driver/nvidia/version"))
                ? none + ", though the host has NVIDIA's driver: " + START_WITH_GPUS + requested(machine)
                : none;
    }

    /** With the driver, but without a GPU. */
    static String withoutGpu(GpuInventory seen, Machine machine) {
        String problems = seen.facts().stream()
                .filter(fact -> fact.name().endsWith(PROBLEM))
                .map(HardwareFact::value)
                .collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            return problems + "; and no other GPU is found";
        }
        if (seen.facts().stream().anyMatch(fact -> fact.name().endsWith(NOT_OURS))) {
            return "this process may open none of the host's GPUs: "
                    + NvmlCode.explained(NvmlCode.NO_PERMISSION.code());
        }
        return (new DriverFiles(machine.root()).hasGpuDevice()
                        ? "NVIDIA's driver lists no GPU"
                        : "there is /dev/nvidiactl, but no device of a GPU such as /dev/nvidia0")
                + "; " + START_WITH_GPUS + requested(machine);
    }

    /** With GPUs, but none left for this job. */
    static String nothingLeft(GpuInventory seen, Selection selection) {
        String count = seen.gpus().size() == 1
                ? "the one GPU here"
                : "the " + seen.gpus().size() + " GPUs here";
        if (CudaDevice.usable(seen.gpus()).isEmpty()) {
            return "MIG is enabled on " + count + ", but there is no MIG device that this container may use;"
                    + " make one with 'nvidia-smi mig -cgi … -C' on the host, or disable MIG";
        }
        return selection.rule() + ", which leaves none of " + count;
    }

    private static String requested(Machine machine) {
        String value = machine.variables().get(NvidiaVisibleDevices.VARIABLE);
        return value == null ? "" : " (" + NvidiaVisibleDevices.VARIABLE + " is '" + value + "')";
    }
}
