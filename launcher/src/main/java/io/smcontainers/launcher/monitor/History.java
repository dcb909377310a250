package io.smcontainers.launcher.monitor;

import io.smcontainers.spi.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that was measured, in a fixed number of slots of time: when they are used up, each two become one. So a job of any length
 * takes the same memory, and its picture is ready when it ends.
 */
final class History {
    /** More than a screen has columns for. */
    static final int SLOTS = 1024;

    /** No machine has as many devices; what reports more is broken, and must not take the memory. */
    private static final int MAX_SERIES = 500;

    private final long startMillis;
    private long slotMillis;
    private int usedSlots;
    private final Map<String, Series> series = new LinkedHashMap<>();
    private final List<Phase> phases = new ArrayList<>();

    /**
     * A phase of the job.
     *
     * @param name such as {@code fetch}
     * @param startMillis since 1970
     */
    record Phase(String name, long startMillis) {}

    /**
     * Creates an empty history.
     *
     * @param startMillis when the job started, since 1970
     * @param slotMillis the time between two samples
     */
    History(long startMillis, long slotMillis) {
        this.startMillis = startMillis;
        this.slotMillis = slotMillis;
    }

    /** Keeps a sample. Values that are no numbers are left out. */
    void add(long millis, List<Measurement> sample) {
        while ((millis - startMillis) / slotMillis >= SLOTS) {
            series.values().forEach(Series::halve);
            slotMillis *= 2;
            usedSlots = (usedSlots + 1) / 2;
        }
        int slot = (int) Math.max(0, (millis - startMillis) / slotMillis);
        usedSlots = Math.max(usedSlots, slot + 1);
        for (Measurement measurement : sample) {
            String key = measurement.metric() + '\n' + measurement.device();
            if (Double.isFinite(measurement.value()) && (series.size() < MAX_SERIES || series.containsKey(key))) {
                series.computeIfAbsent(key, unused -> new Series(measurement, SLOTS))
                        .add(slot, measurement.value());
            }
        }
    }

    void enter(Phase phase) {
        phases.add(phase);
    }

    long startMillis() {
        return startMillis;
    }

    long slotMillis() {
        return slotMillis;
    }

    /** Returns how many slots have something in them or before them. */
    int usedSlots() {
        return usedSlots;
    }

    List<Series> series() {
        return List.copyOf(series.values());
    }

    List<Phase> phases() {
        return List.copyOf(phases);
    }
}
