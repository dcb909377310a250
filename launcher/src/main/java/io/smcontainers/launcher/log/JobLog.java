package io.smcontainers.launcher.log;

import io.smcontainers.core.LogLevel;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Our own lines: {@code 2026-11-22T23:10:21.123Z INFO  fetch    unpacked sourcedir.tar.gz}. Each is written with one call, so
 * that it never mixes with a line of the user's program.
 *
 * <p>It does not go through SLF4J: starting log4j would take longer than everything else that happens before the user's
 * program starts ({@code docs/decisions/0003-own-log-lines.md}). SLF4J is there for plugins and libraries.
 */
public final class JobLog {
    private final PrintStream out;
    private final Clock clock;
    private final Redactor redactor;
    private volatile LogLevel threshold = LogLevel.INFO;
    private volatile String phase = "start";

    /**
     * Creates a log.
     *
     * @param out where lines go, standard error but for tests
     * @param clock tells the time
     * @param redactor takes secrets out of each line
     */
    public JobLog(OutputStream out, Clock clock, Redactor redactor) {
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        this.clock = clock;
        this.redactor = redactor;
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

    private void write(LogLevel level, String message) {
        if (level.compareTo(threshold) < 0) {
            return;
        }
        String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        // Instant leaves out the fraction of a full second; lines should align.
        String aligned = time.length() == "2026-11-22T23:10:21Z".length() ? time.replace("Z", ".000Z") : time;
        String head = aligned + " " + padded(level.name(), 8) + padded(phase, 9);
        String body = redactor.redact(message).stripTrailing().replace("\n", "\n" + " ".repeat(head.length()));
        byte[] lines = (head + body + "\n").getBytes(StandardCharsets.UTF_8);
        // Not print, which writes long text in pieces.
        out.write(lines, 0, lines.length);
        out.flush();
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }
}
