package io.smcontainers.launcher.output;

import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.UnixSignal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When the last pass must be over, if the job was asked to stop: SageMaker ends the container soon after. */
final class StopDeadline {
    /**
     * SIGKILL comes 120 s after SIGTERM, and the program has 110 of them: of the rest this much is for the last pass, and 4 s
     * for what else there is to be done, on a machine that is busy.
     */
    static final Duration AFTER_GRACE = Duration.ofSeconds(6);

    private final Duration fromStop;
    private final LongSupplier nanoTime;
    private volatile @Nullable Long stoppedAt;

    /**
     * Creates it; nobody needs to end it, for it lives as long as the job.
     *
     * @param signals the first that asks for a stop begins it
     * @param grace how long the program has
     * @param nanoTime {@link System#nanoTime} but for tests
     */
    StopDeadline(JobSignals signals, Duration grace, LongSupplier nanoTime) {
        this.fromStop = grace.plus(AFTER_GRACE);
        this.nanoTime = nanoTime;
        signals.subscribe(this::receive);
    }

    private synchronized void receive(UnixSignal signal) {
        if (signal.isStop() && stoppedAt == null) {
            stoppedAt = nanoTime.getAsLong();
        }
    }

    /** Returns how much time is left, which may be less than none; empty if nobody asked for a stop. */
    Optional<Duration> left() {
        Long stopped = stoppedAt;
        return Optional.ofNullable(stopped).map(start -> fromStop.minusNanos(nanoTime.getAsLong() - start));
    }
}
