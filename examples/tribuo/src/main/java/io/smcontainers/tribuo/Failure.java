package io.smcontainers.tribuo;

/** A failure that its message explains in full, so that no stack trace is needed. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
