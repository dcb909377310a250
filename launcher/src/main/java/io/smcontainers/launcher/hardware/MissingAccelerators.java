package io.smcontainers.launcher.hardware;

import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.spi.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says so if the instance type has accelerators and none was found: such a job would run on the processors, for days and at the
 * accelerators' price, or fail far from the cause.
 */
public final class MissingAccelerators {
    private static final String PREFIX = "ml.";

    /** Ours, which look for other things than GPUs. */
    private static final Set<String> NOT_FOR_GPUS =
            Set.of(CpuProbe.ID, EfaProbe.ID, MemoryProbe.ID, NetworkProbe.ID, NeuronProbe.ID, StorageProbe.ID);

    private MissingAccelerators() {}

    /**
     * Compares what the instance type has with what was found.
     *
     * @param instanceType such as {@code ml.g5.xlarge}
     * @param findings what was found
     * @return what is missing, why, and what to do; empty if nothing is
     */
    public static Optional<String> warning(String instanceType, HardwareFindings findings) {
        Optional<AcceleratorKind> kind = kindOf(instanceType);
        if (kind.isEmpty() || findings.hardware().count(kind.get()) > 0) {
            return Optional.empty();
        }
        boolean isGpu = kind.get() == AcceleratorKind.GPU;
        return Optional.of("the instance type is " + instanceType + " but no "
                + (isGpu ? "GPU" : "NeuronCore") + " was found, so the program will run on the processors or fail.\n"
                + "why: " + reasons(findings.byProbe(), isGpu) + "\n"
                + "what to do: " + (isGpu ? gpuAdvice(findings.root()) : neuronAdvice()));
    }

    /** By the letters of the family: p and g are GPUs, trn and inf Neuron; all of AWS's GPU families but g4ad are NVIDIA's. */
    static Optional<AcceleratorKind> kindOf(String instanceType) {
        if (!instanceType.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String family = instanceType.substring(PREFIX.length());
        int digit = 0;
        while (digit < family.length() && !Character.isDigit(family.charAt(digit))) {
            digit++;
        }
        return switch (family.substring(0, digit)) {
            case "p", "g", "gr" -> Optional.of(AcceleratorKind.GPU);
            case "trn", "inf" -> Optional.of(AcceleratorKind.NEURON_CORE);
            default -> Optional.empty();
        };
    }

    private static String reasons(Map<String, Finding> byProbe, boolean isGpu) {
        List<String> reasons = new ArrayList<>();
        byProbe.forEach((probe, finding) -> {
            boolean isAsked = isGpu ? !NOT_FOR_GPUS.contains(probe) : probe.equals(NeuronProbe.ID);
            if (isAsked && finding instanceof Finding.Absent absent) {
                reasons.add("probe " + probe + ": " + absent.reason());
            }
        });
        return reasons.isEmpty()
                ? "there is no probe for it; 'train doctor' lists the probes"
                : String.join("; ", reasons);
    }

    /** The container toolkit makes device files and mounts the driver's libraries, as the image's variables ask for. */
    private static String gpuAdvice(Path root) {
        if (!Files.exists(root.resolve("dev/nvidiactl"))) {
            return "the container has no GPU device files: on SageMaker, set NVIDIA_VISIBLE_DEVICES=all in the image, and do not"
                    + " overwrite it in the job; elsewhere, start the container with 'docker run --gpus all'";
        }
        return "the device files are there, so the driver's libraries may not be mounted, or do not fit the kernel's driver: set"
                + " NVIDIA_DRIVER_CAPABILITIES=compute,utility in the image, and remove any libnvidia-*, libcuda.so.1 that the"
                + " image brings itself; 'train doctor' on this instance type tells more";
    }

    private static String neuronAdvice() {
        return "use an image with the AWS Neuron tools (aws-neuronx-tools); outside SageMaker, start the container with"
                + " --device /dev/neuron0, and so on for each";
    }
}
