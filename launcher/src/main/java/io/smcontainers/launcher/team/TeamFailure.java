package io.smcontainers.launcher.team;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.ErrorKind;
import io.smcontainers.launcher.outcome.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Failures that concern more than one host, in words that name them. */
final class TeamFailure {
    /** What programs say when another host's has gone; its own failure says more. */
    private static final List<String> CONSEQUENCES = List.of(
            "Connection reset",
            "Connection closed",
            "connection closed",
            "Broken pipe",
            "Connection refused",
            "SIGTERM",
            "remote process",
            "NCCL",
            "Socket Timeout");

    private TeamFailure() {}

    /**
     * Returns the failure of a job that has lost a host.
     *
     * @param host the lost one
     * @param part it had, such as {@code , which led the job,}
     * @param why it counts as lost
     * @param own what this host failed of itself, which is a consequence; null if it did not
     */
    static Failure lost(String host, String part, String why, @Nullable Failure own) {
        ErrorCode code = ErrorCode.USER_PROGRAM_FAILED;
        String cause = "host " + host + part + " was lost: " + why
                + "; its container or its train ended, or the network between the hosts is cut";
        String consequence = own == null ? "" : "\nExtraInfo \"this host then failed of: " + own.cause() + "\"";
        return new Failure(
                code,
                ErrorKind.EXTERNAL,
                ErrorCode.DEPENDENCY_UNAVAILABLE.exitCode(),
                cause,
                List.of(),
                code.firstWord() + ": " + cause + consequence);
    }

    /** Returns a failure of a host as the others tell it. */
    static Failure of(String host, Failure failure) {
        String marker = "ErrorMessage \"";
        String on = "on host " + host + ": ";
        int at = failure.text().indexOf(marker);
        int colon = failure.text().indexOf(": ");
        int insert = at >= 0 ? at + marker.length() : colon >= 0 ? colon + 2 : 0;
        String text = failure.text().substring(0, insert) + on + failure.text().substring(insert);
        return new Failure(
                failure.code(), failure.kind(), failure.exitCode(), on + failure.cause(), failure.frames(), text);
    }

    /** Returns the failure of a job as those tell it that only followed. */
    static Failure toldBy(String leader, Failure failure) {
        String text = failure.text() + "\nExtraInfo \"told by host " + leader + ", which led the job\"";
        return new Failure(failure.code(), failure.kind(), failure.exitCode(), failure.cause(), failure.frames(), text);
    }

    /** Returns whether a failure is most likely what another host's failure led to. */
    static boolean isConsequence(Failure failure) {
        return CONSEQUENCES.stream().anyMatch(failure.cause()::contains);
    }
}
