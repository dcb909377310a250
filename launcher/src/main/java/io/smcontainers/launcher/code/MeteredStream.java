package io.smcontainers.launcher.code;

import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes of an unpacked archive and fails when there are more than are allowed. */
final class MeteredStream extends InputStream {
    private final InputStream in;
    private final long total;
    private long count;
    private long allowed;

    /**
     * Creates a stream.
     *
     * @param total how many bytes there may be at all
     */
    MeteredStream(InputStream in, long total) {
        this.in = in;
        this.total = total;
        this.allowed = total;
    }

    /** Allows so many bytes more from here, until the next call. */
    void allow(long bytes) {
        allowed = Math.min(total, count + bytes);
    }

    /** Allows all that there may be. */
    void allowAll() {
        allowed = total;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        count += Math.max(0, read);
        if (count > allowed) {
            throw new TooMuchException(
                    allowed == total
                            ? "unpacks to more than " + total + " bytes"
                            : "has a header out of all proportion");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** There is more than is allowed. */
    static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuchException(String message) {
            super(message);
        }
    }
}
