package io.smcontainers.core;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A stream of little-endian numbers and bytes that knows where it is. It never waits for more than it is asked for. */
final class CountedInput {
    private final InputStream input;
    /** What has been read from the input but not from here lies between position and limit. */
    private final ByteBuffer buffer = ByteBuffer.allocate(EpochInputStream.CHUNK_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .limit(0);

    private long received;

    CountedInput(InputStream input) {
        this.input = input;
    }

    /** Returns how many bytes have been taken. */
    long offset() {
        return received - buffer.remaining();
    }

    /** Returns how many bytes the stream gave, taken or not. */
    long received() {
        return received;
    }

    boolean atEnd() throws IOException {
        return !buffer.hasRemaining() && !readMore();
    }

    int readInt() throws IOException {
        require(Integer.BYTES);
        return buffer.getInt();
    }

    /** Passes over a few bytes. */
    void skip(int count) throws IOException {
        require(count);
        buffer.position(buffer.position() + count);
    }

    /** Reads that many bytes: what the buffer does not hold goes straight into the array, if it is much. */
    void readFully(byte[] to, int start, int count) throws IOException {
        int done = Math.min(count, buffer.remaining());
        buffer.get(to, start, done);
        while (count - done >= buffer.capacity()) {
            done += requireSome(input.read(to, start + done, count - done));
        }
        require(count - done);
        buffer.get(to, start + done, count - done);
    }

    void close() throws IOException {
        input.close();
    }

    private void require(int count) throws IOException {
        while (buffer.remaining() < count) {
            if (!readMore()) {
                throw new EOFException();
            }
        }
    }

    private int requireSome(int count) throws EOFException {
        if (count < 0) {
            throw new EOFException();
        }
        received += count;
        return count;
    }

    /** Adds to the buffer what is there, waiting for at least a byte; returns whether there is one. */
    private boolean readMore() throws IOException {
        if (buffer.position() > 0 && room() < buffer.capacity() / 2) {
            buffer.compact().flip();
        }
        int count = input.read(buffer.array(), buffer.limit(), room());
        if (count < 0) {
            return false;
        }
        buffer.limit(buffer.limit() + count);
        received += count;
        return true;
    }

    private int room() {
        return buffer.capacity() - buffer.limit();
    }
}
