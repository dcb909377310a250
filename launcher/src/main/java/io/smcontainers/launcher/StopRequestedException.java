package io.smcontainers.launcher;

import io.smcontainers.launcher.process.UnixSignal;

/** A stop was requested before the user's program was started, so it never will be. */
final class StopRequestedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final UnixSignal signal;

    StopRequestedException(UnixSignal signal) {
        super("stop requested by " + signal + " before the program was started");
        this.signal = signal;
    }

    UnixSignal signal() {
        return signal;
    }
}
