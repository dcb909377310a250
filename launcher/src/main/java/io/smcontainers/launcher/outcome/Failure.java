package io.smcontainers.launcher.outcome;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.ErrorKind;
import io.smcontainers.launcher.process.UnixSignal;
import java.util.List;
import java.util.Optional;

/**
 * Why a job failed.
 *
 * @param code what failed
 * @param kind whose problem it is; that of the code, unless we know better
 * @param exitCode of {@code train}, never 0
 * @param cause in a few lines, without secrets
 * @param frames where it happened, innermost first; empty if the program did not say
 * @param text what goes into the failure file; its first 1024 characters reach the user
 */
public record Failure(ErrorCode code, ErrorKind kind, int exitCode, String cause, List<String> frames, String text) {
    /** Copies the list; refuses a failure that would look like a success. */
    public Failure {
        if (exitCode == 0) {
            throw new IllegalArgumentException("a failure has an exit code");
        }
        frames = List.copyOf(frames);
    }

    /** Returns the same failure as somebody else's problem. */
    public Failure withKind(ErrorKind other) {
        return new Failure(code, other, exitCode, cause, frames, text);
    }

    /** Returns the signal that the exit code tells of. */
    public Optional<UnixSignal> signal() {
        return UnixSignal.ofExitCode(exitCode);
    }
}
