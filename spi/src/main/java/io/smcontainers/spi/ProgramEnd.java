package io.smcontainers.spi;

import java.time.Duration;

/** How one of the {@link ShortPrograms} ended. */
public sealed interface ProgramEnd {
    /**
     * The program ended by itself.
     *
     * @param exitCode its exit code; 128+n if signal n killed it
     * @param stdout what it wrote to standard output, of which the first mebibyte is kept
     * @param stderr the same of standard error
     */
    record Ended(int exitCode, String stdout, String stderr) implements ProgramEnd {}

    /**
     * The program took too long and was killed.
     *
     * @param limit how long it had
     */
    record TimedOut(Duration limit) implements ProgramEnd {}

    /**
     * The program could not be started.
     *
     * @param reason why not, for people
     */
    record NotStarted(String reason) implements ProgramEnd {}
}
