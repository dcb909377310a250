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
    private boolean isSampled;

    GpuMeter(String label, NvmlDevice device, NvmlHistory history) {
        this.label = label;
        this.device = device;
        this.history = history;
        this.memory = new MemoryMeter(label, device);
    }

    @Override
    public List<Measurement> sample() {
        List<Measurement> measured = new ArrayList<>();
        List<Integer> percents = utilizationPercents();
        if (!percents.isEmpty()) {
            measured.add(new Measurement("gpu.utilization", label, mean(percents), Unit.PERCENT));
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

    /**
     * The samples that the driver has taken since the last time, so that what happens in between is seen; else what it says of
     * the last moment. What it has sampled before the first time is not ours.
     */
    private List<Integer> utilizationPercents() {
        List<Integer> kept = history.newUtilizationPercents();
        boolean isFirst = !isSampled;
        isSampled = true;
        if (!isFirst && !kept.isEmpty()) {
            return kept;
        }
        OptionalLong now = device.utilizationPercent();
        return now.isPresent() ? List.of((int) now.getAsLong()) : List.of();
    }

    /** Of what was sampled the caller knows; this is only what the driver has kept by itself. */
    @Override
    public List<Measurement> summary(Instant start) {
        List<Measurement> known = new ArrayList<>();
        List<Integer> recent = isSampled ? List.of() : history.newUtilizationPercents();
        if (!recent.isEmpty()) {
            known.add(new Measurement("gpu.utilization-of-last-seconds", label, mean(recent), Unit.PERCENT));
        }
        if (history.accounting()) {
            List<AccountedProcess> processes = history.accountedSince(start);
            add(known, "gpu.utilization-of-process", Unit.PERCENT, processes, AccountedProcess::utilizationPercent);
            add(known, "gpu.memory-peak-of-process", Unit.BYTES, processes, AccountedProcess::maxMemoryBytes);
        }
        return known;
    }

    private static double mean(List<Integer> percents) {
        double sum = 0;
        for (int percent : percents) {
            sum += percent;
        }
        return sum / percents.size();
    }

    /** Adds the highest of all processes. */
    private void add(
            List<Measurement> known,
            String metric,
            Unit unit,
            List<AccountedProcess> processes,
            Function<AccountedProcess, Optional<Long>> value) {
        Optional<Long> highest = processes.stream()
                .flatMap(process -> value.apply(process).stream())
                .max(Long::compare);
        if (highest.isPresent()) {
            known.add(new Measurement(metric, label, highest.get(), unit));
        }
    }
}
