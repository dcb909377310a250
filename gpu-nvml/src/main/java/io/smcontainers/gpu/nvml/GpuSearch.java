package io.smcontainers.gpu.nvml;

import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.Machine;
import io.smcontainers.spi.ProgramEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for GPUs where NVIDIA's driver is: by NVML, and where that is missing by what else the driver has. */
final class GpuSearch {
    private static final Duration SMI_LIMIT = Duration.ofSeconds(5);

    private final List<String> libraryNames;
    private final Machine machine;
    private final DriverFiles files;

    GpuSearch(List<String> libraryNames, Machine machine) {
        this.libraryNames = libraryNames;
        this.machine = machine;
        this.files = new DriverFiles(machine.root());
    }

    /**
     * Returns the GPUs that the container sees.
     *
     * @throws NvmlException if there is NVML, but it does not work; then CUDA does not either, nor does nvidia-smi
     */
    GpuInventory find() {
        try (Nvml nvml = Nvml.open(libraryNames)) {
            return new GpuReader(nvml).read();
        } catch (LinkageError e) {
            // Its message has a line for each place that was looked at; the second is the reason of the first.
            String why = String.valueOf(e.getMessage());
            return withoutNvml(why.lines().skip(1).findFirst().orElse(why));
        }
    }

    /**
     * A container that was given the driver without its tools ({@code NVIDIA_DRIVER_CAPABILITIES=compute}) has no NVML, and CUDA
     * works.
     */
    private GpuInventory withoutNvml(String why) {
        List<Gpu> listed = files.gpus();
        return listed.isEmpty()
                ? inventory(smiGpus(), "nvidia-smi -L", why)
                : inventory(listed, "/proc/driver/nvidia/gpus", why);
    }

    private GpuInventory inventory(List<Gpu> gpus, String source, String why) {
        List<HardwareFact> facts = new ArrayList<>();
        String version = files.version();
        if (!version.isEmpty()) {
            facts.add(new HardwareFact("driver-version", version));
        }
        facts.add(new HardwareFact("source", source));
        facts.add(new HardwareFact("nvml" + WhyNoGpu.PROBLEM, "NVML cannot be loaded: " + why));
        return new GpuInventory(gpus, version, facts);
    }

    private List<Gpu> smiGpus() {
        Optional<Path> program = machine.findExecutable("nvidia-smi");
        return program.isPresent()
                        && machine.programs().run(List.of(program.get().toString(), "-L"), SMI_LIMIT)
                                instanceof ProgramEnd.Ended ended
                        && ended.exitCode() == 0
                ? SmiListing.gpus(ended.stdout())
                : List.of();
    }
}
