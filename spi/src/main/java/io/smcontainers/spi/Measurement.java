package io.smcontainers.spi;

/**
 * One measured value.
 *
 * @param metric what was measured, such as {@code gpu.utilization}: lower-case words, with dots from the general to the special
 * @param device which device, if there are several, such as {@code 0} or {@code nvme1n1}; else empty
 * @param value in the unit
 * @param unit of the value
 */
public record Measurement(String metric, String device, double value, Unit unit) {
    /** Units of measured values. */
    public enum Unit {
        /** Of the whole device: 100 is all of it. */
        PERCENT,
        /** Bytes. */
        BYTES,
        /** Bytes per second. */
        BYTES_PER_SECOND,
        /** Watts. */
        WATTS,
        /** Degrees Celsius. */
        CELSIUS,
        /** A number of things. */
        COUNT
    }
}
