package io.smcontainers.launcher.outcome;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smcontainers.core.json.PythonText;
import io.smcontainers.launcher.process.UnixSignal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * A failure for programs to read, {@code output/failure.json}. Fields are only ever added.
 *
 * @param failure why the job failed
 * @param host where; empty if the job could not even be read
 * @param phase in which phase of the job
 * @param phases how long each phase took, in order
 * @param stopRequested whether the platform or the user had asked for the end
 */
public record FailureReport(
        Failure failure, String host, String phase, Map<String, Duration> phases, boolean stopRequested) {
    /** Returns the report as JSON, in one line. */
    String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", failure.kind().name().toLowerCase(Locale.ROOT));
        json.put("error", failure.code().firstWord());
        json.put("exit_code", failure.exitCode());
        json.put("signal", failure.signal().map(UnixSignal::toString).orElse(null));
        json.put("stop_requested", stopRequested);
        json.put("cause", failure.cause());
        ArrayNode frames = json.putArray("frames");
        failure.frames().forEach(frames::add);
        json.put("host", host.isEmpty() ? null : host);
        json.put("phase", phase);
        json.put("duration_seconds", seconds(phases.values().stream().reduce(Duration.ZERO, Duration::plus)));
        ObjectNode seconds = json.putObject("phase_seconds");
        phases.forEach((name, duration) -> seconds.put(name, seconds(duration)));
        return PythonText.json(json);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
