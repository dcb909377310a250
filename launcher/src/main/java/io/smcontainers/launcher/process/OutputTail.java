package io.smcontainers.launcher.process;

import java.nio.charset.StandardCharsets;

/** Keeps the last bytes of an output, for the failure text. Never holds more than its capacity. */
final class OutputTail {
    private final byte[] ring;
    private long written;

    OutputTail(int capacity) {
        ring = new byte[capacity];
    }

    synchronized void append(byte[] bytes, int length) {
        int from = Math.max(0, length - ring.length);
        written += from;
        for (int i = from; i < length; ) {
            int at = (int) (written % ring.length);
            int count = Math.min(length - i, ring.length - at);
            System.arraycopy(bytes, i, ring, at, count);
            i += count;
            written += count;
        }
    }

    /** Returns the last bytes as text; what is not UTF-8 becomes the replacement character. */
    synchronized String text() {
        if (written <= ring.length) {
            return new String(ring, 0, (int) written, StandardCharsets.UTF_8);
        }
        int start = (int) (written % ring.length);
        byte[] ordered = new byte[ring.length];
        System.arraycopy(ring, start, ordered, 0, ring.length - start);
        System.arraycopy(ring, 0, ordered, ring.length - start, start);
        return new String(ordered, StandardCharsets.UTF_8);
    }
}
