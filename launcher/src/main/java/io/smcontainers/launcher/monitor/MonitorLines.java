package io.smcontainers.launcher.monitor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file monitor.jsonl: one JSON object a line, each written at once. When it cannot be written, or would take what the job
 * needs, it ends, with one warning; the job goes on.
 */
final class MonitorLines implements AutoCloseable {
    /** The most that the file may take, ... */
    private static final long MAX_BYTES = 128L << 20;

    /** ... and what it leaves free on its disk. */
    private static final long MIN_FREE_BYTES = 64L << 20;

    private final Path file;
    private final JobLog log;
    private final JsonFactory json = new JsonFactory();
    private final long maxBytes;
    private @Nullable OutputStream out;
    private long written;

    MonitorLines(Path file, JobLog log) {
        this(file, log, MAX_BYTES);
    }

    MonitorLines(Path file, JobLog log, long maxBytes) {
        this.file = file;
        this.log = log;
        this.maxBytes = maxBytes;
        try {
            Files.createDirectories(file.getParent());
            out = Files.newOutputStream(file);
        } catch (IOException e) {
            giveUp(e.toString());
        }
    }

    /** Writes an event: {@code {"time":"2026-11-23T05:30:00.123Z","event":"phase","phase":"run"}}. */
    void event(long millis, String name, Map<String, ?> values) {
        write(millis, generator -> {
            generator.writeStringField("event", name);
            for (Map.Entry<String, ?> value : values.entrySet()) {
                generator.writeObjectField(value.getKey(), value.getValue());
            }
        });
    }

    /** Writes a sample; a metric of several devices becomes an object by device. */
    void sample(long millis, List<Measurement> sample) {
        write(millis, generator -> writeValues(generator, sample));
    }

    static void writeValues(JsonGenerator generator, List<Measurement> sample) throws IOException {
        Map<String, Map<String, Measurement>> byMetric = new LinkedHashMap<>();
        sample.forEach(measurement -> byMetric.computeIfAbsent(measurement.metric(), unused -> new LinkedHashMap<>())
                .put(measurement.device(), measurement));
        for (Map.Entry<String, Map<String, Measurement>> metric : byMetric.entrySet()) {
            Map<String, Measurement> devices = metric.getValue();
            generator.writeFieldName(metric.getKey());
            if (devices.size() == 1 && devices.containsKey("")) {
                writeValue(generator, devices.get(""));
            } else {
                generator.writeStartObject();
                for (Measurement measurement : devices.values()) {
                    generator.writeFieldName(measurement.device());
                    writeValue(generator, measurement);
                }
                generator.writeEndObject();
            }
        }
    }

    private static void writeValue(JsonGenerator generator, Measurement measurement) throws IOException {
        double value = measurement.value();
        if (!Double.isFinite(value)) {
            generator.writeNull();
        } else if (measurement.unit() == Unit.PERCENT || measurement.unit() == Unit.WATTS) {
            generator.writeNumber(Math.round(value * 10) / 10.0);
        } else {
            generator.writeNumber(Math.round(value));
        }
    }

    private void write(long millis, Content content) {
        if (out == null) {
            return;
        }
        try {
            byte[] line = line(millis, content);
            long free = file.toFile().getUsableSpace();
            if (written + line.length > maxBytes) {
                giveUp("it has " + (maxBytes >> 20) + " MiB, which is the most it may take");
            } else if (free < MIN_FREE_BYTES) {
                giveUp("only " + (free >> 20) + " MiB are free there, which the job may need");
            } else {
                out.write(line);
                written += line.length;
            }
        } catch (IOException e) {
            giveUp(e.toString());
        }
    }

    private byte[] line(long millis, Content content) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = json.createGenerator(line)) {
            generator.writeStartObject();
            generator.writeStringField(
                    "time",
                    Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MILLIS).toString());
            content.write(generator);
            generator.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private void giveUp(String why) {
        close();
        log.warn(file + " is not written any more: " + why + "; the job goes on");
    }

    /** What a line has besides its time. */
    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator generator) throws IOException;
    }

    @Override
    public void close() {
        OutputStream open = out;
        out = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // Each line was written at once: there is nothing left to lose.
        }
    }
}
