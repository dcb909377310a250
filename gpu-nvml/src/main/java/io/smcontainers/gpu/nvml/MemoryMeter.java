package io.smcontainers.gpu.nvml;

import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Measures a device's memory, which is all that a MIG device tells. */
final class MemoryMeter implements DeviceMeter {
    private final String label;
    private final NvmlDevice device;

    MemoryMeter(String label, NvmlDevice device) {
        this.label = label;
        this.device = device;
    }

    @Override
    public List<Measurement> sample() {
        Optional<GpuMemory> memory = device.memory();
        return memory.isPresent()
                ? List.of(
                        new Measurement("gpu.memory-used", label, memory.get().usedBytes(), Unit.BYTES),
                        new Measurement("gpu.memory-total", label, memory.get().totalBytes(), Unit.BYTES))
                : List.of();
    }

    /** The driver keeps no peak of a whole device. */
    @Override
    public List<Measurement> summary(Instant start) {
        return List.of();
    }
}
