package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Python's log levels, in which SageMaker jobs say how much they want logged. */
public enum LogLevel {
    /** 10. */
    DEBUG(10),
    /** 20, the default. */
    INFO(20),
    /** 30. */
    WARNING(30),
    /** 40. */
    ERROR(40),
    /** 50. */
    CRITICAL(50);

    private final int number;

    LogLevel(int number) {
        this.number = number;
    }

    /**
     * Returns the lowest level that a setting lets through.
     *
     * @param setting a number of Python's, a number in a string, or a name of Python's in capitals
     * @return the level; empty if the setting is none of these
     */
    public static Optional<LogLevel> of(JsonNode setting) {
        if (setting.isIntegralNumber()) {
            return Optional.of(atLeast(setting.intValue()));
        }
        return setting.isTextual() ? named(setting.textValue()) : Optional.empty();
    }

    private static Optional<LogLevel> named(String name) {
        return switch (name) {
            case "NOTSET", "DEBUG" -> Optional.of(DEBUG);
            case "INFO" -> Optional.of(INFO);
            case "WARN", "WARNING" -> Optional.of(WARNING);
            case "ERROR" -> Optional.of(ERROR);
            case "FATAL", "CRITICAL" -> Optional.of(CRITICAL);
            default -> Digits.isNumber(name, 9) ? Optional.of(atLeast(Integer.parseInt(name))) : Optional.empty();
        };
    }

    private static LogLevel atLeast(int number) {
        for (LogLevel level : values()) {
            if (level.number >= number) {
                return level;
            }
        }
        return CRITICAL;
    }
}
