package io.smcontainers.spi;

/**
 * How sure it is that an error, as a program's output shows it, is why the program failed. In rising order: of all errors the
 * surest is the cause, and of equally sure ones the last.
 */
public enum Certainty {
    /**
     * Only tells that something else failed, and is the cause only if that left no other trace: {@code
     * subprocess.CalledProcessError}, {@code make: *** [all] Error 1}, a peer that reset the connection.
     */
    CONSEQUENCE,

    /** A line that speaks of an error in general words: {@code error: cannot open the table}. */
    HINT,

    /**
     * An error without proof that it ended the program: an exception's line without its traceback, a shell's {@code command not
     * found}, {@code No space left on device}.
     */
    LIKELY,

    /** An exception with its traceback that nobody caught, the crash of a runtime, a statement of the root cause. */
    UNCAUGHT
}
