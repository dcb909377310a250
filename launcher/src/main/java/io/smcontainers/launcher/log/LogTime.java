package io.smcontainers.launcher.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The time in front of a line: {@code 2026-11-22T23:10:21.120Z}, always with milliseconds so that lines align. By hand, as
 * Java's formatter is 60 classes that nothing else in a job needs.
 */
final class LogTime {
    private static final int NANOS_OF_MILLISECOND = 1_000_000;

    private LogTime() {}

    static String of(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24).append(time.toLocalDate()).append('T');
        append(text, time.getHour(), 2).append(':');
        append(text, time.getMinute(), 2).append(':');
        append(text, time.getSecond(), 2).append('.');
        return append(text, time.getNano() / NANOS_OF_MILLISECOND, 3)
                .append('Z')
                .toString();
    }

    private static StringBuilder append(StringBuilder text, int number, int digits) {
        String plain = Integer.toString(number);
        return text.append("0".repeat(digits - plain.length())).append(plain);
    }
}
