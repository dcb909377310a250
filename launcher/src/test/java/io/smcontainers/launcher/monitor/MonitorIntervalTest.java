package io.smcontainers.launcher.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.json.JsonText;
import io.smcontainers.launcher.TestLog;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorIntervalTest {
    private final TestLog log = new TestLog();

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "3600, 3600"})
    void wholeSeconds(String value, long seconds) throws Exception {
        assertThat(interval(value)).contains(Duration.ofSeconds(seconds));
        assertThat(log.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "null"})
    void none(String value) throws Exception {
        assertThat(interval(value)).isEmpty();
        assertThat(log.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "3601", "0.5", "\"5s\"", "true", "99999999999999999999", "{}"})
    void anythingElseIsAWarningThatTeaches(String value) throws Exception {
        assertThat(interval(value)).isEmpty();
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .startsWith("hyperparameters.json: 'sagemaker_monitor_seconds' is " + value + "; expected")
                .contains("from 1 to 3600, such as 5");
    }

    @Test
    void aJobOfOneHostAndOneOfMany() {
        assertThat(SimulatedJob.job(false).file(".html")).hasFileName("monitor.html");
        assertThat(SimulatedJob.job(true).file(".jsonl")).hasFileName("monitor-algo-1.jsonl");
    }

    private Optional<Duration> interval(String json) throws Exception {
        return MonitorInterval.of("sagemaker_monitor_seconds", JsonText.parse(json), log.log());
    }
}
