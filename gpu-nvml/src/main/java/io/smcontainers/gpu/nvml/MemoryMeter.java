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
    private long mostUsedBytes = -1;

    MemoryMeter(String label, NvmlDevice device) {
        this.label = label;
        this.device = device;
    }

    @Override
    public List<Measurement> sample() {
        Optional<GpuMemory> memory = device.memory();
        if (memory.isEmpty()) {
            return List.of();
        }
        mostUsedBytes = Math.max(mostUsedBytes, memory.get().usedBytes());
        return List.of(
                new Measurement("gpu.memory.used", label, memory.get().usedBytes(), Unit.BYTES),
                new Measurement("gpu.memory.total", label, memory.get().totalBytes(), Unit.BYTES));
    }

    /** The driver keeps no peak of a whole device, so what was used for a moment between two samples is not in it. */
    @Override
    public List<Measurement> summary(Instant start) {
        return mostUsedBytes < 0
                ? List.of()
                : List.of(new Measurement("gpu.memory.used.highest-sample", label, mostUsedBytes, Unit.BYTES));
    }
}
