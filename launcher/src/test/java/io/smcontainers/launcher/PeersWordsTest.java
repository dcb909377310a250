package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.cluster.HostPlan;
import io.smcontainers.launcher.cluster.HostRole;
import io.smcontainers.launcher.cluster.RankTags;
import io.smcontainers.launcher.cluster.TeamFiles;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.UnixSignal;
import io.smcontainers.spi.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PeersWordsTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final TestLog log = new TestLog();
    private final JobSignals signals = new JobSignals();

    @Test
    void theWaitIsOverWhenTheJobEndsBecauseOfAnotherHost() throws Exception {
        Thread other = new Thread(() -> {
            log.output().awaitText("waiting for what other hosts say");
            signals.receive(UnixSignal.TERM);
        });
        other.start();

        new PeersWords(LONG, log.log()).await(plan(HostRole.TOGETHER, "algo-1", "algo-2"), signals);

        other.join();
    }

    @Test
    void aJobThatEndsAlreadyIsNotWaitedFor() throws Exception {
        signals.receive(UnixSignal.TERM);

        new PeersWords(LONG, log.log()).await(plan(HostRole.TOGETHER, "algo-1", "algo-2"), signals);

        assertThat(log.text()).isEmpty();
    }

    @Test
    void nobodyIsWaitedForForEver() throws Exception {
        new PeersWords(Duration.ofMillis(1), log.log()).await(plan(HostRole.TOGETHER, "algo-1", "algo-2"), signals);

        assertThat(log.text()).contains("waiting for what other hosts say");
    }

    @Test
    void whereNoOtherHostRunsTheSameNobodyIsWaitedFor() throws Exception {
        PeersWords words = new PeersWords(LONG, log.log());

        words.await(plan(HostRole.TOGETHER, "algo-1"), signals);
        words.await(plan(HostRole.LEAD, "algo-1", "algo-2"), signals);
        words.await(plan(HostRole.ALONE, "algo-1"), signals);

        assertThat(log.text()).isEmpty();
    }

    private static HostPlan plan(HostRole role, String... team) {
        return new HostPlan(
                role,
                Command.of("train.sh"),
                List.of(team),
                false,
                new TeamFiles(Path.of("none"), ""),
                RankTags.NONE,
                Map.of(),
                List.of());
    }
}
