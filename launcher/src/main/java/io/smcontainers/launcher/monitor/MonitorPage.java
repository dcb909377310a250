package io.smcontainers.launcher.monitor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The picture: one HTML file that needs no other file and no network. */
final class MonitorPage {
    private static final String TEMPLATE = "monitor.html";

    private final MonitoredJob job;
    private final long memoryBytes;
    private final History history;
    private final List<Measurement> summary;

    /**
     * How the job ended.
     *
     * @param millis when, since 1970
     * @param exitCode of the job
     * @param text for people
     */
    record Ending(long millis, int exitCode, String text) {}

    /**
     * Creates a page.
     *
     * @param memoryBytes how much the container may use
     * @param history what was measured
     * @param summary what the hardware knows of the whole job
     */
    MonitorPage(MonitoredJob job, long memoryBytes, History history, List<Measurement> summary) {
        this.job = job;
        this.memoryBytes = memoryBytes;

        this.history = history;
        this.summary = summary;
    }

    /**
     * Writes the page; none is left if it cannot be written.
     *
     * @throws UncheckedIOException if so
     */
    void write(Path file, Ending ending) {
        try {
            Files.write(file, html(ending).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            file.toFile().delete();
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }

    String html(Ending ending) throws IOException {
        return template()
                .replace(
                        "@TITLE@",
                        Markup.escape((job.name().isEmpty() ? "Training job" : job.name()) + " on " + job.host()))
                .replace("@TABLE@", table())
                // In a script element, text that looks like a tag would end it.
                .replace("@DATA@", data(ending).replace("<", "\\u003c"));
    }

    private static String template() throws IOException {
        try (InputStream in = MonitorPage.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IOException("the launcher's jar has no " + TEMPLATE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** For readers without JavaScript, and for those who want numbers. */
    private String table() {
        StringBuilder rows = new StringBuilder();
        for (Series series : history.series()) {
            row(
                    rows,
                    series.metric(),
                    series.device(),
                    series.lowest(),
                    series.mean(),
                    series.highest(),
                    series.unit());
        }
        for (Measurement measurement : summary) {
            rows.append("<tr><td>").append(Markup.escape(measurement.metric())).append("</td><td>");
            rows.append(Markup.escape(measurement.device())).append("</td><td colspan=\"3\">of the whole job: ");
            rows.append(Quantity.text(measurement.value(), measurement.unit())).append("</td></tr>\n");
        }
        return rows.toString();
    }

    private static void row(
            StringBuilder rows, String metric, String device, double low, double mean, double high, Unit unit) {
        rows.append("<tr><td>")
                .append(Markup.escape(metric))
                .append("</td><td>")
                .append(Markup.escape(device));
        for (double value : new double[] {low, mean, high}) {
            rows.append("</td><td class=\"n\">").append(Quantity.text(value, unit));
        }
        rows.append("</td></tr>\n");
    }

    private String data(Ending ending) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("job", job.name());
            json.writeStringField("host", job.host());
            json.writeStringField("instanceType", job.instanceType());
            json.writeNumberField("memoryBytes", memoryBytes);
            json.writeNumberField("start", history.startMillis());
            json.writeNumberField("end", ending.millis());
            json.writeNumberField("slot", history.slotMillis());
            json.writeNumberField("exitCode", ending.exitCode());
            json.writeStringField("ending", ending.text());
            writePhases(json);
            json.writeArrayFieldStart("series");
            for (Series series : history.series()) {
                writeSeries(json, series);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private void writePhases(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("phases");
        for (History.Phase phase : history.phases()) {
            json.writeStartObject();
            json.writeStringField("name", phase.name());
            json.writeNumberField("start", phase.startMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeSeries(JsonGenerator json, Series series) throws IOException {
        json.writeStartObject();
        json.writeStringField("metric", series.metric());
        json.writeStringField("device", series.device());
        json.writeStringField("unit", series.unit().name().toLowerCase(Locale.ROOT));
        writeSlots(json, series, "mean", series::mean);
        if (hasRange(series)) {
            writeSlots(json, series, "low", series::lowest);
            writeSlots(json, series, "high", series::highest);
        }
        json.writeEndObject();
    }

    private boolean hasRange(Series series) {
        for (int i = 0; i < history.usedSlots(); i++) {
            if (series.has(i) && series.lowest(i) != series.highest(i)) {
                return true;
            }
        }
        return false;
    }

    private void writeSlots(JsonGenerator json, Series series, String name, SlotValue value) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < history.usedSlots(); i++) {
            if (series.has(i)) {
                writeShort(json, value.of(i));
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    /** A picture has room for four digits. */
    private static void writeShort(JsonGenerator json, double value) throws IOException {
        double size = Math.abs(value);
        if (size >= 1000) {
            double unit = Math.pow(10, Math.floor(Math.log10(size)) - 3);
            json.writeNumber((long) (Math.round(value / unit) * unit));
        } else {
            json.writeNumber(Math.round(value * 10) / 10.0);
        }
    }

    /** One of the values that a series has for a slot. */
    @FunctionalInterface
    private interface SlotValue {
        double of(int slot);
    }
}
