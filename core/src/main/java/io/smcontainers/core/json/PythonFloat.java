package io.smcontainers.core.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.Stream;

/** Writes doubles as Python's {@code repr(float)}: the shortest digits that read back as the same number. */
final class PythonFloat {
    /** Numbers from 1e16 on, and below 1e-4, are written with an exponent. */
    private static final int MAX_FIXED_POINT = 16;

    private static final int MIN_FIXED_POINT = -3;

    private PythonFloat() {}

    /** Returns {@code repr(value)}: {@code 0.1}, {@code 1e-05}, {@code 1e+16}, {@code -0.0}, {@code inf}, {@code nan}. */
    static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        double magnitude = Math.abs(value);
        return sign + (magnitude == 0 ? "0.0" : positive(shortest(magnitude)));
    }

    /**
     * Returns the shortest decimal that reads back as the number. {@code Double.toString} does so from Java 19 on only
     * (JDK-4511638); Jackson carries the same algorithm. It prefers two digits to one, Python does not.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal decimal = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
        return decimal.precision() == 2 ? oneDigit(value, decimal) : decimal;
    }

    private static BigDecimal oneDigit(double value, BigDecimal twoDigits) {
        BigDecimal exact = new BigDecimal(value);
        return Stream.of(RoundingMode.DOWN, RoundingMode.UP)
                .map(rounding -> exact.round(new MathContext(1, rounding)).stripTrailingZeros())
                .filter(candidate -> candidate.doubleValue() == value)
                .min((a, b) ->
                        a.subtract(exact).abs().compareTo(b.subtract(exact).abs()))
                .orElse(twoDigits);
    }

    private static String positive(BigDecimal value) {
        String digits = value.unscaledValue().toString();
        int point = digits.length() - value.scale();
        if (point > MAX_FIXED_POINT || point < MIN_FIXED_POINT) {
            return scientific(digits, point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length()) + ".0";
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String sign = exponent < 0 ? "-" : "+";
        int magnitude = Math.abs(exponent);
        return digits.charAt(0) + fraction + "e" + sign + (magnitude < 10 ? "0" : "") + magnitude;
    }
}
