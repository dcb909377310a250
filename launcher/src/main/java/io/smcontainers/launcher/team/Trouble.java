package io.smcontainers.launcher.team;

import io.smcontainers.core.JobException;
import io.smcontainers.launcher.outcome.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Why the job has failed on another host.
 *
 * @param host which
 * @param part it has, for the words of a lost host
 * @param failure what it told; null if it was lost
 * @param why it counts as lost; empty if it told its failure
 */
record Trouble(String host, String part, @Nullable Failure failure, String why) {
    static Trouble failed(String host, Failure failure) {
        return new Trouble(host, "", TeamFailure.of(host, failure), "");
    }

    static Trouble lost(String host, String part, String why) {
        return new Trouble(host, part, null, why);
    }

    boolean isLoss() {
        return failure == null;
    }

    /**
     * Returns the job's failure.
     *
     * @param own what this host failed of because of it; null if it did not
     */
    Failure toFailure(@Nullable Failure own) {
        return failure != null ? failure : TeamFailure.lost(host, part, why, own);
    }

    JobException toException() {
        Failure told = toFailure(null);
        return new JobException(told.code(), told.cause());
    }
}
