package io.smcontainers.launcher.team;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What several threads share and wait for; whoever changes it wakes those that wait. */
abstract sealed class Awaited permits Roster, LeaderNews {
    /** Waits until something is true, or the time is over; returns whether it is true. */
    final synchronized boolean await(Duration limit, BooleanSupplier isTrue) throws InterruptedException {
        Deadline deadline = Deadline.in(limit);
        while (!isTrue.getAsBoolean()) {
            if (deadline.isPast()) {
                return false;
            }
            wait(deadline.left().toMillis() + 1);
        }
        return true;
    }
}
