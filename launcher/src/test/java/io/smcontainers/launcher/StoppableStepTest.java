package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.UnixSignal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StoppableStepTest {
    private final JobSignals signals = new JobSignals();
    private final StoppableStep steps = new StoppableStep(signals);
    private final List<String> done = new ArrayList<>();

    @Test
    void aStepRunsToItsEnd() {
        steps.run("fetch", () -> done.add("fetched"));
        assertThat(done).containsExactly("fetched");
    }

    @Test
    void whatAStepThrowsIsThrown() {
        JobException problem = new JobException(ErrorCode.DOWNLOAD_FAILED, "no such bucket");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> steps.run("fetch", () -> {
                    throw problem;
                }))
                .isSameAs(problem);
        assertThatExceptionOfType(NoClassDefFoundError.class)
                .isThrownBy(() -> steps.run("fetch", () -> {
                    throw new NoClassDefFoundError();
                }));
        assertThatIllegalStateException()
                .isThrownBy(() -> steps.run("fetch", () -> {
                    throw new IOException("disk");
                }))
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void aStopInterruptsTheStepAndWaitsUntilItHasTidiedUp() {
        assertThatExceptionOfType(StopRequestedException.class)
                .isThrownBy(() -> steps.run("fetch", () -> {
                    signals.receive(UnixSignal.INT);
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        done.add("tidied up");
                    }
                }))
                .satisfies(stop -> assertThat(stop.signal()).isEqualTo(UnixSignal.INT));
        assertThat(done).containsExactly("tidied up");
    }

    @Test
    void aStepThatCannotBeInterruptedIsLeftBehind() {
        CountDownLatch end = new CountDownLatch(1);
        try {
            assertThatExceptionOfType(StopRequestedException.class)
                    .isThrownBy(() -> steps.run("fetch", () -> {
                        signals.receive(UnixSignal.TERM);
                        awaitUninterruptibly(end);
                    }));
        } finally {
            end.countDown();
        }
    }

    @Test
    void afterAStopNoStepBegins() {
        signals.receive(UnixSignal.TERM);

        assertThatExceptionOfType(StopRequestedException.class)
                .isThrownBy(() -> steps.run("fetch", () -> done.add("fetched")));

        assertThat(done).isEmpty();
    }

    @Test
    void theProgramsOwnSignalsStopNoStep() {
        steps.run("fetch", () -> {
            signals.receive(UnixSignal.USR1);
            done.add("fetched");
        });
        assertThat(done).containsExactly("fetched");
    }

    private static void awaitUninterruptibly(CountDownLatch end) {
        while (true) {
            try {
                end.await();
                return;
            } catch (InterruptedException e) {
                // As a look-up in the C library, which nothing interrupts.
            }
        }
    }
}
