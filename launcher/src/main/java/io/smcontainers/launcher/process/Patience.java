package io.smcontainers.launcher.process;

import java.time.Duration;

/**
 * How long a process is waited for when it should end.
 *
 * @param grace from the stop request to SIGKILL
 * @param drain from the program's end to the end of its output, which something it started may hold open
 * @param leftBehind from SIGTERM to SIGKILL for what a program left running when it ended by itself
 * @param death from SIGKILL until nobody waits any more: what hangs in a driver or on a network disk, the kernel cannot end
 */
public record Patience(Duration grace, Duration drain, Duration leftBehind, Duration death) {
    /** SageMaker sends SIGKILL 120 seconds after SIGTERM; the rest is for our own report. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(110);

    /** Long enough for a {@code tee} to finish, and no time lost on a forgotten server. */
    public static final Duration DEFAULT_DRAIN = Duration.ofSeconds(5);

    private static final Duration LEFT_BEHIND = Duration.ofSeconds(2);
    private static final Duration DEATH = Duration.ofSeconds(3);

    /** For installers, which have nothing to save. */
    public static final Patience SHORT = ofGrace(Duration.ofSeconds(2));

    /** Returns the usual times, with another grace time. */
    public static Patience ofGrace(Duration grace) {
        return new Patience(grace, DEFAULT_DRAIN, LEFT_BEHIND, DEATH);
    }

    /** Returns the same times with another time for the output. */
    public Patience withDrain(Duration other) {
        return new Patience(grace, other, leftBehind, death);
    }
}
