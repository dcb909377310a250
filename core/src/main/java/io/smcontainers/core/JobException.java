package io.smcontainers.core;

import org.jspecify.annotations.Nullable;

/**
 * The root of all errors a job can end with. The message is written for the person who reads the failure reason: what failed,
 * which value from which file and key, what was expected, what to do.
 */
public final class JobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * Creates an error.
     *
     * @param code decides exit code and failure text
     * @param message for the user; one or more lines
     */
    public JobException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * Creates an error with a cause.
     *
     * @param code decides exit code and failure text
     * @param message for the user; one or more lines
     * @param cause what led to it, shown for internal errors only
     */
    public JobException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Returns what went wrong, in the terms that leave the container. */
    public ErrorCode code() {
        return code;
    }

    /** Returns the message, which is never absent. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
