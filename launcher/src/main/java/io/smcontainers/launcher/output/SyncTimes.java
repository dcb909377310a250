package io.smcontainers.launcher.output;

import java.time.Duration;

/**
 * When things happen.
 *
 * @param settle how long a file must stay as it is before it is uploaded: the JDK does not tell when a file is closed
 * @param longestWait after that time a file that changes all the time is uploaded as it is
 * @param tick how often files that changed are looked at
 * @param rescan how often all folders are read where changes are not told of
 * @param retry the first pause after an upload that failed; it doubles each time
 * @param longestRetry the longest such pause
 * @param refused the pause after the destination refused a file
 * @param stall how long the last pass may stand still
 */
record SyncTimes(
        Duration settle,
        Duration longestWait,
        Duration tick,
        Duration rescan,
        Duration retry,
        Duration longestRetry,
        Duration refused,
        Duration stall) {
    static final SyncTimes USUAL = new SyncTimes(
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofMillis(250),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120));

    /** Returns the pause before another attempt. */
    Duration retryAfter(int failedAttempts) {
        Duration pause = retry.multipliedBy(1L << Math.min(failedAttempts - 1, 10));
        return pause.compareTo(longestRetry) < 0 ? pause : longestRetry;
    }
}
