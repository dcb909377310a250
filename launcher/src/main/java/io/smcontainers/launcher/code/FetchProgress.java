package io.smcontainers.launcher.code;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.spi.FetchLog;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a fetch is, if it takes long: in one line that changes where somebody looks at a terminal, else in a line of
 * the log now and then.
 */
final class FetchProgress implements FetchLog {
    private static final long SECOND = 1_000_000_000L;
    private static final long QUIET_NANOS = 5 * SECOND;
    private static final long LINE_NANOS = 10 * SECOND;
    private static final long BAR_NANOS = SECOND / 5;
    private static final int BAR_WIDTH = 30;

    private final JobLog log;
    private final LongSupplier clock;
    private final long start;
    private long due;
    private long expected;
    private long received;

    FetchProgress(JobLog log) {
        this(log, System::nanoTime);
    }

    /**
     * Creates a display.
     *
     * @param clock tells nanoseconds
     */
    FetchProgress(JobLog log, LongSupplier clock) {
        this.log = log;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.due = start + QUIET_NANOS;
    }

    @Override
    public void info(String message) {
        log.info(message);
    }

    @Override
    public void warn(String message) {
        log.warn(message);
    }

    @Override
    public synchronized void expected(long bytes) {
        expected += bytes;
    }

    @Override
    public synchronized void received(long bytes) {
        received += bytes;
        long now = clock.getAsLong();
        if (now - due >= 0) {
            double seconds = (now - start) / (double) SECOND;
            boolean shown = log.status(() -> bar(seconds));
            if (!shown) {
                log.info("received " + amount(seconds));
            }
            due = now + (shown ? BAR_NANOS : LINE_NANOS);
        }
    }

    /** Takes away what is on the terminal. */
    void end() {
        log.endStatus();
    }

    private String bar(double seconds) {
        int done = expected == 0 ? 0 : (int) Math.min(BAR_WIDTH, BAR_WIDTH * received / expected);
        return "[" + "=".repeat(done) + " ".repeat(BAR_WIDTH - done) + "] " + amount(seconds);
    }

    private String amount(double seconds) {
        String of = expected > 0
                ? String.format(
                        Locale.ROOT, " of %,d bytes (%d %%)", expected, Math.min(100, 100 * received / expected))
                : " bytes";
        return String.format(Locale.ROOT, "%,d%s, %.1f MB/s", received, of, received / seconds / 1e6);
    }
}
