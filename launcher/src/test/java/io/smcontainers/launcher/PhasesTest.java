package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhasesTest {
    private final TestLog log = new TestLog();
    private long nanos = 5;
    private final Phases phases = new Phases(log.log(), () -> nanos);

    @Test
    void eachPhaseLastsUntilTheNext() {
        phases.enter("read");
        pass(Duration.ofMillis(120));
        phases.enter("run");
        pass(Duration.ofSeconds(61));

        assertThat(phases.current()).isEqualTo("run");
        assertThat(phases.durations())
                .containsExactly(Map.entry("read", Duration.ofMillis(120)), Map.entry("run", Duration.ofSeconds(61)));
        assertThat(phases.summary()).isEqualTo("read 0.12 s, run 61.00 s");
    }

    @Test
    void beforeTheFirstThereIsNone() {
        assertThat(phases.current()).isEmpty();
        assertThat(phases.durations()).isEmpty();
    }

    @Test
    void theLogSaysThePhase() {
        phases.enter("fetch");
        log.log().info("fetched");
        assertThat(log.text()).contains(" INFO    fetch    fetched");
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
