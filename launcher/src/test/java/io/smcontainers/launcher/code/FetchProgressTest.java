package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.Redactor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FetchProgressTest {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final JobLog log = new JobLog(lines, Clock.systemUTC(), new Redactor());
    private long seconds;
    private final FetchProgress progress = new FetchProgress(log, () -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void saysNothingOfAFetchThatTakesFiveSeconds() {
        progress.expected(100);
        seconds = 4;
        progress.received(50);
        progress.received(50);
        progress.end();

        assertThat(lines.size()).isZero();
    }

    @Test
    void saysEveryTenSecondsHowFarItIs() {
        progress.expected(200_000_000);
        for (seconds = 1; seconds <= 20; seconds++) {
            progress.received(8_000_000);
        }

        assertThat(lines.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .anyMatch(line -> line.endsWith("received 40,000,000 of 200,000,000 bytes (20 %), 8.0 MB/s"))
                .anyMatch(line -> line.endsWith("received 120,000,000 of 200,000,000 bytes (60 %), 8.0 MB/s"));
    }

    @Test
    void saysWhatArrivedIfNobodyKnowsHowMuchThereIs() {
        seconds = 10;
        progress.received(5_000_000);

        assertThat(lines.toString(StandardCharsets.UTF_8).stripTrailing())
                .endsWith("received 5,000,000 bytes, 0.5 MB/s");
    }
}
