package io.smcontainers.launcher.team;

import java.time.Duration;

/** A moment by which something has to have happened, on a clock that nobody sets. */
final class Deadline {
    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    /** Returns the moment that is so far from now. */
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Returns how long it is until then; zero if it is past. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    boolean isPast() {
        return nanos - System.nanoTime() <= 0;
    }

    /** Returns the earlier one of two. */
    Deadline or(Deadline other) {
        return nanos - other.nanos <= 0 ? this : other;
    }
}
