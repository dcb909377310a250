package io.smcontainers.launcher.monitor;

import io.smcontainers.spi.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the hardware did in a job, in a few lines of its log. */
public final class UsageLines {
    private static final int MAX_DEVICES = 16;

    private UsageLines() {}

    /**
     * Returns a line for each metric of a summary: {@code neuron.memory.peak: 0.0 12.3 GiB, 0.1 12.1 GiB}.
     *
     * @param summary of the whole job
     */
    public static List<String> of(List<Measurement> summary) {
        Map<String, List<String>> byMetric = new LinkedHashMap<>();
        for (Measurement measurement : summary) {
            String value = Quantity.text(measurement.value(), measurement.unit());
            byMetric.computeIfAbsent(measurement.metric(), unused -> new ArrayList<>())
                    .add(measurement.device().isEmpty() ? value : measurement.device() + " " + value);
        }
        List<String> lines = new ArrayList<>();
        byMetric.forEach((metric, values) -> lines.add(metric + ": "
                + String.join(", ", values.subList(0, Math.min(MAX_DEVICES, values.size())))
                + (values.size() > MAX_DEVICES ? " and " + (values.size() - MAX_DEVICES) + " more" : "")));
        return lines;
    }

    /** Returns those, and lines of what was measured: mean and peak of processors, memory and accelerators. */
    static List<String> of(List<Series> measured, List<Measurement> summary) {
        Map<String, List<String>> byMetric = new LinkedHashMap<>();
        for (Series series : measured) {
            if (series.metric().endsWith(".utilization") || series.metric().endsWith("memory.used")) {
                byMetric.computeIfAbsent(series.metric(), unused -> new ArrayList<>())
                        .add(text(series));
            }
        }
        List<String> lines = new ArrayList<>();
        byMetric.forEach((metric, values) ->
                lines.add(metric + ": " + String.join(", ", values.subList(0, Math.min(MAX_DEVICES, values.size())))));
        lines.addAll(of(summary));
        return lines;
    }

    private static String text(Series series) {
        String device = series.device().isEmpty() ? "" : series.device() + " ";
        return String.format(
                Locale.ROOT,
                "%smean %s peak %s",
                device,
                Quantity.text(series.mean(), series.unit()),
                Quantity.text(series.highest(), series.unit()));
    }
}
