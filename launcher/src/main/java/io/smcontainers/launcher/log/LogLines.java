package io.smcontainers.launcher.log;

import io.smcontainers.core.LogLevel;
import java.time.Instant;

/** The form of all lines: time, level, where it comes from, text; each line of a text of several has all of that. */
final class LogLines {
    private LogLines() {}

    /**
     * Returns a message as lines, each with a line feed.
     *
     * @param source the phase of the job, or whoever says it
     */
    static String of(Instant time, LogLevel level, String source, String message) {
        String head = LogTime.of(time) + " " + padded(level.name(), 8) + padded(source, 9);
        StringBuilder lines = new StringBuilder();
        for (String line : VisibleText.of(message).stripTrailing().split("\n")) {
            lines.append((head + line).stripTrailing()).append('\n');
        }
        return lines.toString();
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }
}
