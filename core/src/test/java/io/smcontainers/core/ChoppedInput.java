package io.smcontainers.core;

import java.io.ByteArrayInputStream;
import java.util.Random;

/** Gives its bytes in pieces, as a FIFO does; knows whether it has been closed. */
final class ChoppedInput extends ByteArrayInputStream {
    private final Random random;
    private final int longest;
    private boolean closed;

    ChoppedInput(byte[] bytes, long seed, int longest) {
        super(bytes);
        this.random = new Random(seed);
        this.longest = longest;
    }

    @Override
    public synchronized int read(byte[] to, int start, int length) {
        return super.read(to, start, Math.min(length, 1 + random.nextInt(longest)));
    }

    @Override
    public void close() {
        closed = true;
    }

    int left() {
        return count - pos;
    }

    boolean isClosed() {
        return closed;
    }
}
