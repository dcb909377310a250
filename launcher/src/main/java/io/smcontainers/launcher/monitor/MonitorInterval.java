package io.smcontainers.launcher.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.json.PythonText;
import io.smcontainers.launcher.log.JobLog;
import java.time.Duration;
import java.util.Optional;

/** How often to measure, by the framework parameter {@code sagemaker_monitor_seconds}. */
final class MonitorInterval {
    private static final int MAX_SECONDS = 3600;

    private MonitorInterval() {}

    /**
     * Reads the parameter.
     *
     * @param name of the parameter
     * @param value of the parameter
     * @param log hears if it is wrong: a picture is not worth a failed job
     * @return empty if the job wants no monitor
     */
    static Optional<Duration> of(String name, JsonNode value, JobLog log) {
        boolean isWhole = value.isIntegralNumber() && value.canConvertToInt();
        if (isWhole && value.intValue() == 0 || value.isNull()) {
            return Optional.empty();
        }
        if (isWhole && value.intValue() > 0 && value.intValue() <= MAX_SECONDS) {
            return Optional.of(Duration.ofSeconds(value.intValue()));
        }
        log.warn("hyperparameters.json: '" + name + "' is " + PythonText.json(value)
                + "; expected a whole number of seconds from 1 to " + MAX_SECONDS
                + ", such as 5, or 0 for none; the job runs without the monitor");
        return Optional.empty();
    }
}
