package io.smcontainers.store.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * How often a stream that breaks off is taken up again, and how long nothing may arrive. Time counts only while somebody waits
 * for S3, not while the disk is slow.
 */
final class Perseverance {
    /** Less than this within all the time there is counts as nothing: a byte a second would keep a job for ever. */
    private static final int LEAST_BYTES = 1 << 14;

    private static final int MAX_IN_VAIN = 5;
    private static final int MAX_BREAKS = 100;
    private static final long FIRST_PAUSE_MILLISECONDS = 100;

    private final Duration patience;
    private long waitedNanos;
    private long arrivedBytes;
    private int inVain;
    private int breaks;

    Perseverance(Duration patience) {
        this.patience = patience;
    }

    /** Reads, and notes how long that took. */
    int timed(Reading reading) throws IOException {
        long start = System.nanoTime();
        try {
            return reading.read();
        } finally {
            waitedNanos += System.nanoTime() - start;
        }
    }

    /** Notes what arrived; returns false if that is too little for the time it took. */
    boolean arrived(int bytes) {
        arrivedBytes += bytes;
        if (arrivedBytes >= LEAST_BYTES) {
            arrivedBytes = 0;
            waitedNanos = 0;
            inVain = 0;
        }
        return !left().isZero();
    }

    /** Returns whether to go on after a break, which is noted. */
    boolean permitsAnother() {
        inVain++;
        breaks++;
        return inVain < MAX_IN_VAIN && breaks < MAX_BREAKS && !left().isZero();
    }

    /** Returns how long nothing more may arrive. */
    Duration left() {
        Duration left = patience.minusNanos(waitedNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Waits a while, longer each time that nothing arrived in between. */
    void pause() throws IOException {
        try {
            Thread.sleep(FIRST_PAUSE_MILLISECONDS << Math.min(inVain - 1, 5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Reads some bytes. */
    interface Reading {
        int read() throws IOException;
    }
}
