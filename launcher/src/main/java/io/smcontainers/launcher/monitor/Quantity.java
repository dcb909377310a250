package io.smcontainers.launcher.monitor;

import io.smcontainers.spi.Measurement.Unit;
import java.util.Locale;

/** Values with their units, for people. */
final class Quantity {
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final double STEP = 1024;

    private Quantity() {}

    /** Returns three digits or so: {@code 12.3 GiB}. */
    static String text(double value, Unit unit) {
        return switch (unit) {
            case PERCENT -> rounded(value) + " %";
            case BYTES -> bytes(value);
            case BYTES_PER_SECOND -> bytes(value) + "/s";
            case WATTS -> rounded(value) + " W";
            case CELSIUS -> rounded(value) + " °C";
            case COUNT -> rounded(value);
        };
    }

    private static String bytes(double value) {
        int step = 0;
        double scaled = value;
        while (scaled >= STEP && step < BINARY.length - 1) {
            scaled /= STEP;
            step++;
        }
        return rounded(scaled) + " " + BINARY[step];
    }

    private static String rounded(double value) {
        return value == Math.rint(value) || Math.abs(value) >= 100
                ? Long.toString(Math.round(value))
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
