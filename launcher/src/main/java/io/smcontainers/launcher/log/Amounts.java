package io.smcontainers.launcher.log;

import java.time.Duration;

/** Amounts as people read them. Not by a Formatter, which loads a hundred classes for that, those of locales among them. */
public final class Amounts {
    private static final int GROUP = 3;

    private Amounts() {}

    /** Returns a time with two digits: {@code 1.20 s}. */
    public static String seconds(Duration duration) {
        long hundredths = (duration.toMillis() + 5) / 10;
        return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10 + " s";
    }

    /** Returns a number that is not negative with a comma between groups of digits: {@code 1,234,567}. */
    public static String grouped(long number) {
        StringBuilder text = new StringBuilder().append(number);
        for (int at = text.length() - GROUP; at > 0; at -= GROUP) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
