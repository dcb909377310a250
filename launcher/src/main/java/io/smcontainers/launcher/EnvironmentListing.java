package io.smcontainers.launcher;

import io.smcontainers.core.LogLevel;
import io.smcontainers.launcher.log.Excerpt;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.RedactedVariables;
import io.smcontainers.launcher.log.Redactor;
import java.util.Map;
import java.util.TreeMap;

/** All variables that a process gets, for those who look for a defect. */
final class EnvironmentListing {
    private static final int MAX_VALUE_CHARACTERS = 2_000;

    private EnvironmentListing() {}

    /** Logs one variable per line, in order of name; makes nothing unless DEBUG is written. */
    static void log(Map<String, String> variables, Redactor redactor, JobLog log) {
        if (!log.writes(LogLevel.DEBUG)) {
            return;
        }
        StringBuilder lines = new StringBuilder("environment: " + variables.size() + " variables");
        RedactedVariables.of(new TreeMap<>(variables), redactor).forEach((name, value) -> lines.append("\n  ")
                .append(Excerpt.of(name, MAX_VALUE_CHARACTERS))
                .append('=')
                .append(Excerpt.of(value, MAX_VALUE_CHARACTERS)));
        log.debug(lines.toString());
    }
}
