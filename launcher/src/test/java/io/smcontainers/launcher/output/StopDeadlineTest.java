package io.smcontainers.launcher.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.UnixSignal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopDeadlineTest {
    private final JobSignals signals = new JobSignals();
    private long now;
    private final StopDeadline deadline = new StopDeadline(signals, Duration.ofSeconds(110), () -> now);

    @Test
    void withoutAStopThereIsNone() {
        signals.receive(UnixSignal.USR1);
        assertThat(deadline.left()).isEmpty();
    }

    @Test
    void itCountsFromTheFirstStop() {
        signals.receive(UnixSignal.TERM);
        now = Duration.ofSeconds(100).toNanos();
        signals.receive(UnixSignal.INT);
        assertThat(deadline.left()).contains(Duration.ofSeconds(16));
        now = Duration.ofSeconds(120).toNanos();
        assertThat(deadline.left()).contains(Duration.ofSeconds(-4));
    }
}
