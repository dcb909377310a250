package io.smcontainers.launcher.process;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the last bytes of an output, for the failure text. Takes as much memory as it holds, and never more than its capacity. */
final class OutputTail {
    private static final int FIRST_BYTES = 16 * 1024;

    private final int capacity;
    private byte[] ring;
    private long written;

    OutputTail(int capacity) {
        this.capacity = capacity;
        ring = new byte[Math.min(capacity, FIRST_BYTES)];
    }

    synchronized void append(byte[] bytes, int length) {
        grow(length);
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

    /** Nothing has been overwritten before the ring has its full size, so what it holds is in order. */
    private void grow(int more) {
        if (ring.length < capacity && written + more > ring.length) {
            long needed = Math.max(2L * ring.length, written + more);
            ring = Arrays.copyOf(ring, (int) Math.min(capacity, needed));
        }
    }

    /**
     * Returns the last bytes as text, from the beginning of a line if there is one: the rest of a line may look like something else.
     * What is not UTF-8 becomes the replacement character.
     */
    synchronized String text() {
        if (written <= ring.length) {
            return new String(ring, 0, (int) written, StandardCharsets.UTF_8);
        }
        int start = (int) (written % ring.length);
        byte[] ordered = new byte[ring.length];
        System.arraycopy(ring, start, ordered, 0, ring.length - start);
        System.arraycopy(ring, 0, ordered, ring.length - start, start);
        int line = lineStart(ordered);
        return new String(ordered, line, ordered.length - line, StandardCharsets.UTF_8);
    }

    private static int lineStart(byte[] bytes) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }
}
