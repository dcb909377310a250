package io.smcontainers.launcher.log;

import io.smcontainers.core.LogLevel;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Our own lines: {@code 2026-11-22T23:10:21.123Z INFO    fetch    unpacked sourcedir.tar.gz}. A message is written with one
 * call, so that it never mixes with a line of the user's program. Each line of it has time, level and phase, as CloudWatch
 * makes an event of each line.
 *
 * <p>It does not go through a logging library, for what that would take of each start
 * ({@code docs/decisions/0003-own-log-lines.md}). SLF4J is there for plugins and libraries: see {@link LibraryLogFormat}.
 */
public final class JobLog {
    /** To the line's beginning, and erase it: what all terminals know. */
    private static final String CLEARED_LINE = "\r\033[K";

    private final PrintStream out;
    private final Clock clock;
    private final Redactor redactor;
    private volatile LogLevel threshold = LogLevel.INFO;
    private volatile String phase = "start";
    private final Terminal terminal;
    private boolean statusShown;

    /**
     * Creates a log.
     *
     * @param out where lines go, standard error but for tests
     * @param clock tells the time
     * @param redactor takes secrets out of each message
     */
    public JobLog(OutputStream out, Clock clock, Redactor redactor) {
        this(out, clock, redactor, Terminal.NONE);
    }

    /**
     * Creates a log that may be looked at on a terminal.
     *
     * @param terminal what {@code out} leads to
     */
    public JobLog(OutputStream out, Clock clock, Redactor redactor, Terminal terminal) {
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        this.clock = clock;
        this.redactor = redactor;
        this.terminal = terminal;
    }

    /** Sets the lowest level that is written. */
    public void threshold(LogLevel level) {
        threshold = level;
    }

    /** Names the phase of the job that the following lines belong to. */
    public void phase(String name) {
        phase = name;
    }

    /** Logs what only somebody who looks for a defect wants to know. */
    public void debug(String message) {
        write(LogLevel.DEBUG, message);
    }

    /** Logs what happens. */
    public void info(String message) {
        write(LogLevel.INFO, message);
    }

    /** Logs what may not be as the user thinks. */
    public void warn(String message) {
        write(LogLevel.WARNING, message);
    }

    /** Logs why the job fails. */
    public void error(String message) {
        write(LogLevel.ERROR, message);
    }

    /**
     * Shows a line that the next one takes the place of, if somebody looks at a terminal.
     *
     * @param text is asked for it
     * @return whether there is a terminal
     */
    public synchronized boolean status(Supplier<String> text) {
        if (!terminal.isThere() || !writes(LogLevel.INFO)) {
            return false;
        }
        statusShown = true;
        writeAtOnce(CLEARED_LINE + VisibleText.of(text.get()));
        return true;
    }

    /** Takes such a line away. */
    public synchronized void endStatus() {
        writeAtOnce(withoutStatus());
    }

    private String withoutStatus() {
        String cleared = statusShown ? CLEARED_LINE : "";
        statusShown = false;
        return cleared;
    }

    private void writeAtOnce(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // Not print, which writes long text in pieces.
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** Returns whether lines of a level are written: what they say need not be made if they are not. */
    public boolean writes(LogLevel level) {
        return level.compareTo(threshold) >= 0;
    }

    private void write(LogLevel level, String message) {
        if (!writes(level)) {
            return;
        }
        writeLines(LogLines.of(clock.instant(), level, phase, redactor.redact(message)));
    }

    private synchronized void writeLines(String lines) {
        writeAtOnce(withoutStatus() + lines);
    }
}
