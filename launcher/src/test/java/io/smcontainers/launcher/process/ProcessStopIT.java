package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessStopIT {
    private final TestProcess process = new TestProcess();

    @Test
    void aProgramThatHandlesSigtermEndsWithItsOwnExitCode() throws Exception {
        ProcessResult result = stopWhenReady("trap-term.sh");

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.stdoutTail()).isEqualTo("ready\nstopping\n");
        assertThat(process.log.infos())
                .containsExactly("stop requested: SIGTERM goes to the program and all it started; 60 s until SIGKILL");
        assertThat(process.log.warnings()).isEmpty();
    }

    @Test
    void aProgramThatIgnoresSigtermIsKilledAfterTheGraceTime() throws Exception {
        process.patience(Patience.ofGrace(Duration.ofSeconds(1)));
        long start = System.nanoTime();

        ProcessResult result = stopWhenReady("ignore-term.sh");

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThat(result).isEqualTo(new ProcessResult(137, true, "ready\n", ""));
        assertThat(process.log.warnings())
                .singleElement()
                .asString()
                .matches("not ended within 1 s of SIGTERM, so killed by SIGKILL:"
                        + " ignore-term\\.sh \\(\\d+\\), sleep \\(\\d+\\)");
    }

    @Test
    void theWholeTreeGetsSigterm() throws Exception {
        ProcessResult result = stopWhenReady("family.py");

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdoutTail().lines())
                .containsExactlyInAnyOrder("ready", "parent got it", "child got it", "grandchild got it");
    }

    @Test
    void aProgramThatStartsAfterTheStopWasRequestedIsStoppedAtOnce() {
        process.signals.receive(UnixSignal.TERM);

        assertThat(process.run("sleep", "1000").exitCode()).isEqualTo(143);
    }

    @Test
    void aProgramThatHasEndedIsLeftAlone() {
        process.run("exit-with.sh", "0");

        process.signals.receive(UnixSignal.TERM);

        assertThat(process.log.text()).isEmpty();
    }

    private ProcessResult stopWhenReady(String program) throws Exception {
        CompletableFuture<ProcessResult> result = process.start(program);
        process.stdout.awaitText("ready");
        process.signals.receive(UnixSignal.TERM);
        return result.get();
    }
}
