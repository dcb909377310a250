package io.smcontainers.spi;

import io.smcontainers.core.ErrorCode;
import java.util.List;

/**
 * Something to be installed before the program starts.
 *
 * @param description what it is, for the log: {@code requirements.txt}
 * @param attempts commands of which the first that succeeds ends the step; more than one where, say, a local folder of wheels
 *     is tried before an index
 * @param onFailure the error if all attempts fail
 * @param errorRecognizers how the installer tells why it failed
 */
public record InstallStep(
        String description, List<Command> attempts, ErrorCode onFailure, List<ErrorRecognizer> errorRecognizers) {
    /** Copies the lists. */
    public InstallStep {
        if (attempts.isEmpty()) {
            throw new IllegalArgumentException("an install step needs an attempt");
        }
        attempts = List.copyOf(attempts);
        errorRecognizers = List.copyOf(errorRecognizers);
    }

    /** Creates a step whose installer's last lines tell why it failed. */
    public InstallStep(String description, List<Command> attempts, ErrorCode onFailure) {
        this(description, attempts, onFailure, List.of());
    }
}
