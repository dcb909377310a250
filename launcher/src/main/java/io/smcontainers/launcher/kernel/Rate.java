package io.smcontainers.launcher.kernel;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** Makes a rate of a counter that only grows. */
public final class Rate {
    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private long count = -1;
    private long nanos;

    /**
     * Creates a rate that has not begun.
     *
     * @param nanoTime {@link System#nanoTime} but for tests
     */
    public Rate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Returns how much the counter grew in a second since the last call.
     *
     * @param now what it says; negative if it says nothing
     * @return empty at the first call, and where the counter was set back
     */
    public OptionalDouble perSecond(long now) {
        long time = nanoTime.getAsLong();
        boolean isKnown = count >= 0 && now >= count && time > nanos;
        double rate = isKnown ? (now - count) / ((time - nanos) / NANOS) : 0;
        count = now;
        nanos = time;
        return isKnown ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }
}
