package io.smcontainers.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Linux takes as arguments and environment of a new program (execve(2), "Limits on size of arguments and environment").
 *
 * @param maxStringBytes for one argument, or one {@code NAME=value}, without its final NUL
 * @param maxTotalBytes for all of them together, with a NUL and a pointer each
 */
public record ExecLimits(int maxStringBytes, long maxTotalBytes) {
    /** MAX_ARG_STRLEN of linux/binfmts.h: 32 pages of 4 KiB, with the final NUL. */
    private static final int MAX_STRING_BYTES = 32 * 4096 - 1;

    /** The kernel never takes more than three quarters of its own 8 MiB (_STK_LIM), whatever the limit of the stack. */
    private static final long MAX_TOTAL_BYTES = 6L << 20;

    private static final long MIN_TOTAL_BYTES = 32 * 4096;
    private static final String STACK = "Max stack size";
    private static final long DEFAULT_STACK_BYTES = 8L << 20;

    /** For what else the kernel puts there: the program's name, the auxiliary vector, alignment. */
    private static final long MARGIN_BYTES = 16 * 1024;

    private static final int POINTER_BYTES = 8;

    /** Returns the limits of this process and its children. */
    public static ExecLimits ofThisProcess() {
        long stack = stackLimit(Path.of("/proc/self/limits")).orElse(DEFAULT_STACK_BYTES);
        long total = Math.max(MIN_TOTAL_BYTES, Math.min(MAX_TOTAL_BYTES, stack / 4));
        return new ExecLimits(MAX_STRING_BYTES, total - MARGIN_BYTES);
    }

    /** Returns what a string takes up. */
    static long cost(String string) {
        return bytes(string) + 1L + POINTER_BYTES;
    }

    /** Returns whether a string is short enough to be passed. */
    boolean fits(String string) {
        return bytes(string) <= maxStringBytes;
    }

    private static int bytes(String string) {
        return string.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<Long> stackLimit(Path limits) {
        try {
            for (String line : Files.readAllLines(limits)) {
                if (line.startsWith(STACK)) {
                    String both = line.substring(STACK.length()).strip();
                    String soft = both.substring(0, Math.max(0, both.indexOf(' ')));
                    return Optional.of(soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft));
                }
            }
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
