package io.smcontainers.gpu.nvml;

import io.smcontainers.gpu.nvml.NvmlHistory.AccountedProcess;
import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Measures a whole GPU. */
final class GpuMeter implements DeviceMeter {
    private final String label;
    private final NvmlDevice device;
    private final NvmlHistory history;
    private final MemoryMeter memory;
    private double sumOfPercents;
    private long percents;

    GpuMeter(String label, NvmlDevice device, NvmlHistory history) {
        this.label = label;
        this.device = device;
        this.history = history;
        this.memory = new MemoryMeter(label, device);
        // What the driver has seen before is not ours.
        history.newUtilizationPercents();
    }

    @Override
    public List<Measurement> sample() {
        List<Measurement> measured = new ArrayList<>();
        List<Integer> utilization = utilizationPercents();
        if (!utilization.isEmpty()) {
            double sum = utilization.stream().mapToInt(Integer::intValue).sum();
            sumOfPercents += sum;
            percents += utilization.size();
            measured.add(new Measurement("gpu.utilization", label, sum / utilization.size(), Unit.PERCENT));
        }
        measured.addAll(memory.sample());
        OptionalLong power = device.powerMilliwatts();
        if (power.isPresent()) {
            measured.add(new Measurement("gpu.power", label, power.getAsLong() / 1000.0, Unit.WATTS));
        }
        OptionalLong temperature = device.temperatureCelsius();
        if (temperature.isPresent()) {
            measured.add(new Measurement("gpu.temperature", label, temperature.getAsLong(), Unit.CELSIUS));
        }
        return measured;
    }

    /** The samples that the driver has taken since the last time, else what it says of the last moment. */
    private List<Integer> utilizationPercents() {
        List<Integer> kept = history.newUtilizationPercents();
        if (!kept.isEmpty()) {
            return kept;
        }
        OptionalLong now = device.utilizationPercent();
        return now.isPresent() ? List.of((int) now.getAsLong()) : List.of();
    }

    @Override
    public List<Measurement> summary(Instant start) {
        List<Measurement> known = new ArrayList<>();
        if (percents > 0) {
            known.add(
                    new Measurement("gpu.utilization.mean-of-samples", label, sumOfPercents / percents, Unit.PERCENT));
        }
        known.addAll(memory.summary(start));
        if (history.accounting()) {
            List<AccountedProcess> processes = history.accountedSince(start);
            highest(processes, AccountedProcess::utilizationPercent)
                    .ifPresent(value ->
                            known.add(new Measurement("gpu.utilization.highest-process", label, value, Unit.PERCENT)));
            highest(processes, AccountedProcess::maxMemoryBytes)
                    .ifPresent(value ->
                            known.add(new Measurement("gpu.memory.peak-of-highest-process", label, value, Unit.BYTES)));
        }
        return known;
    }

    private static Optional<Long> highest(
            List<AccountedProcess> processes, Function<AccountedProcess, Optional<Long>> value) {
        return processes.stream()
                .flatMap(process -> value.apply(process).stream())
                .max(Long::compare);
    }
}
