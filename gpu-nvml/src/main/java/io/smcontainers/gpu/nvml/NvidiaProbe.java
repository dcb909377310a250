package io.smcontainers.gpu.nvml;

import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.HardwareSampler;
import io.smcontainers.spi.Machine;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the NVIDIA GPUs that this container may use, through NVML (docs/gpus.md). Where there is no driver it looks for one file
 * and loads nothing.
 */
public final class NvidiaProbe implements HardwareProbe {
    /** The name that all drivers give NVML, and the one that a linker wants, should somebody have only that. */
    private static final List<String> NVML = List.of("libnvidia-ml.so.1", "nvidia-ml");

    private final List<String> libraryNames;

    /** Creates the probe. */
    public NvidiaProbe() {
        this(NVML);
    }

    /**
     * Creates a probe.
     *
     * @param libraryNames names or paths of NVML
     */
    NvidiaProbe(List<String> libraryNames) {
        this.libraryNames = libraryNames;
    }

    @Override
    public String id() {
        return "nvidia";
    }

    /** A driver without the persistence daemon may first have to wake the GPUs. */
    @Override
    public Duration deadline() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Finding probe(Machine machine) {
        if (!hasDriver(machine)) {
            return new Finding.Absent(WhyNoGpu.withoutDriver(machine));
        }
        return GpuFinding.of(libraryNames, machine);
    }

    /** NVLink has up to 18 links a GPU, each to be asked for twice: too much for a job that only wants to know their number. */
    @Override
    public List<HardwareFact> examine(Machine machine) {
        return hasDriver(machine) ? GpuFinding.links(libraryNames) : List.of();
    }

    @Override
    public Optional<HardwareSampler> sampler(Machine machine) {
        return hasDriver(machine) ? GpuSampler.open(libraryNames, machine) : Optional.empty();
    }

    private static boolean hasDriver(Machine machine) {
        return Files.exists(machine.root().resolve("dev/nvidiactl"));
    }
}
