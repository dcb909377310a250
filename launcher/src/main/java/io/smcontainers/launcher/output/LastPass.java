package io.smcontainers.launcher.output;

import java.time.Duration;
import java.util.Optional;

/** Waits for the last pass, as long as there is time and something moves, and says how it gets on. */
final class LastPass {
    /** Nobody wonders for that long what is going on. */
    private static final Duration FIRST_REPORT = Duration.ofSeconds(5);

    private static final Duration REPORT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final OutputSync sync;
    private final ChangedFiles changes;
    private final SyncReport report;
    private final StopDeadline deadline;
    private final Duration stall;
    private final long start = System.nanoTime();
    private Duration nextReport = FIRST_REPORT;
    private long seen;
    private long movedAt = start;

    LastPass(OutputSync sync, ChangedFiles changes, SyncReport report, StopDeadline deadline, Duration stall) {
        this.sync = sync;
        this.changes = changes;
        this.report = report;
        this.deadline = deadline;
        this.stall = stall;
    }

    /** Waits; returns why there was no time for all, or nothing if there was. */
    Optional<String> await() throws InterruptedException {
        while (!sync.awaitEnd(untilNextLook())) {
            if (deadline.left()
                    .filter(left -> left.isNegative() || left.isZero())
                    .isPresent()) {
                return Optional.of("for the job is being stopped and has no more time");
            }
            if (hasStalled()) {
                return Optional.of("for nothing could be sent in the last " + stall.toSeconds() + " s");
            }
            if (took().compareTo(nextReport) >= 0) {
                report.progress(changes.unsent().size());
                nextReport = took().plus(REPORT);
            }
        }
        return Optional.empty();
    }

    /** Returns how long it has taken so far. */
    Duration took() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Duration untilNextLook() {
        Duration left = deadline.left().orElse(LOOK);
        return left.isNegative() ? Duration.ZERO : left.compareTo(LOOK) < 0 ? left : LOOK;
    }

    private boolean hasStalled() {
        long now = report.moved();
        if (now != seen) {
            seen = now;
            movedAt = System.nanoTime();
        }
        return System.nanoTime() - movedAt >= stall.toNanos();
    }
}
