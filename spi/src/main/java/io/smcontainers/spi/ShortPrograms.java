package io.smcontainers.spi;

import java.time.Duration;
import java.util.List;

/**
 * Runs the short programs that some hardware comes with, such as {@code nvidia-smi -L}. A plugin starts no process itself; this
 * is the launcher's, which ends a program that hangs with all that it started.
 */
@FunctionalInterface
public interface ShortPrograms {
    /**
     * Runs a program to its end, without input, in the folder {@code /}. An interrupt ends it.
     *
     * @param argv path of the program, and its arguments; no shell sees them
     * @param limit how long it may take; it must be below the probe's own deadline
     * @return how it ended; nothing is thrown, whatever happens
     */
    ProgramEnd run(List<String> argv, Duration limit);
}
