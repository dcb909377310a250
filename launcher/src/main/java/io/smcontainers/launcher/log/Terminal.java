package io.smcontainers.launcher.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks at a stream while it is written. */
public enum Terminal {
    /** Nobody does. */
    NONE,
    /** Somebody may: it has to be looked. */
    STANDARD_ERROR;

    private static final Path STDERR = Path.of("/proc/self/fd/2");

    /** Returns whether there is a terminal. */
    boolean isThere() {
        if (this == NONE) {
            return false;
        }
        try {
            String device = Files.readSymbolicLink(STDERR).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
