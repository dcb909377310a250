package io.smcontainers.launcher.log;

import io.smcontainers.core.LogLevel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Gives the lines of libraries and plugins, which log through SLF4J or {@code java.util.logging}, the form of {@link JobLog}'s,
 * with the simple name of the logger where ours have the phase. The JDK makes it, because {@code lib/logging.properties} says so.
 */
public final class LibraryLogFormat extends Formatter {
    /** Creates it. */
    public LibraryLogFormat() {}

    @Override
    public String format(LogRecord record) {
        return LogLines.of(record.getInstant(), level(record.getLevel()), source(record), text(record));
    }

    private static LogLevel level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return LogLevel.ERROR;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return LogLevel.WARNING;
        }
        return level.intValue() >= Level.INFO.intValue() ? LogLevel.INFO : LogLevel.DEBUG;
    }

    private static String source(LogRecord record) {
        String name = record.getLoggerName();
        return name == null ? "" : name.substring(name.lastIndexOf('.') + 1);
    }

    private String text(LogRecord record) {
        Throwable thrown = record.getThrown();
        if (thrown == null) {
            return formatMessage(record);
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return formatMessage(record) + "\n" + trace;
    }
}
