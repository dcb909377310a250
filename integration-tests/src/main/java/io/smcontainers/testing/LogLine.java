package io.smcontainers.testing;

import java.time.Instant;

/**
 * A line that a container wrote.
 *
 * @param at when the engine got it, to the nanosecond; the first part of it, if it was longer than 16 KiB
 * @param stream where it was written to
 * @param text the line without its end; bytes that are not UTF-8 are replaced
 */
public record LogLine(Instant at, Stream stream, String text) {
    /** Where a line was written to. */
    public enum Stream {
        /** Standard output. */
        STDOUT,
        /** Standard error. */
        STDERR,
        /** The terminal, which does not tell the two apart. */
        TERMINAL
    }
}
