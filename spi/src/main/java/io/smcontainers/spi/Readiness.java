package io.smcontainers.spi;

import java.nio.file.Path;

/** When a sidecar is ready, so that the program can be started. */
public sealed interface Readiness {
    /** As soon as it runs. */
    record Started() implements Readiness {}

    /**
     * When it accepts connections.
     *
     * @param port of TCP, on this host
     */
    record Port(int port) implements Readiness {
        /** Refuses what is no port. */
        public Port {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + port);
            }
        }
    }

    /**
     * When a file is there.
     *
     * @param path of the file; a relative one is in the code folder
     */
    record FileExists(Path path) implements Readiness {}

    /**
     * When it has written a line to standard output or error.
     *
     * @param text that the line contains
     */
    record LogLine(String text) implements Readiness {
        /** Refuses a text that any line contains. */
        public LogLine {
            if (text.isBlank()) {
                throw new IllegalArgumentException("a line that says a sidecar is ready needs a text");
            }
        }
    }
}
