package io.smcontainers.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream in another thread while what has arrived is unpacked in this one, a bounded number of buffers ahead. An
 * interrupt ends a read at once.
 */
final class ReadAhead extends InputStream {
    /** For one large object: 2 MiB bridge the time that the disk takes now and then. */
    static final int DEEP = 32;

    /** For one of several objects at a time. */
    static final int SHALLOW = 4;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final InputStream source;
    private final Workers workers;
    private final BlockingQueue<ByteBuffer> filled;
    private final BlockingQueue<ByteBuffer> free;
    private @Nullable ByteBuffer current;
    private volatile @Nullable Throwable failure;

    ReadAhead(InputStream source, int buffers, Workers workers) {
        this.source = source;
        this.workers = workers;
        // The end, too, needs a place.
        this.filled = new ArrayBlockingQueue<>(buffers + 1);
        this.free = new ArrayBlockingQueue<>(buffers);
        for (int i = 0; i < buffers; i++) {
            free.add(END);
        }
    }

    void startIn(Executor threads) {
        threads.execute(this::readAll);
    }

    /** Buffers are made when they are first used: most files are small. */
    private void readAll() {
        try (source) {
            for (boolean more = true; more; ) {
                ByteBuffer buffer = free.take();
                byte[] bytes = buffer == END ? new byte[BUFFER_BYTES] : buffer.array();
                int count = source.read(bytes);
                more = count >= 0;
                filled.put(more ? ByteBuffer.wrap(bytes, 0, count) : END);
            }
        } catch (Throwable e) {
            failure = e;
            // There is a place for it: at most all buffers are filled.
            filled.offer(END);
        }
    }

    /** Waits until the first bytes are there; throws what went wrong before. */
    void awaitStart() throws IOException {
        if (current == null) {
            current = next();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        awaitStart();
        while (current != END && !current.hasRemaining()) {
            free.add(current);
            current = next();
        }
        if (current == END) {
            return -1;
        }
        int count = Math.min(length, current.remaining());
        current.get(target, offset, count);
        return count;
    }

    private void requireNoFailure() throws IOException {
        Throwable happened = failure;
        if (happened != null) {
            throw Workers.failure(happened);
        }
    }

    private ByteBuffer next() throws IOException {
        try {
            ByteBuffer buffer = filled.poll(workers.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (buffer == null) {
                throw workers.tooLate();
            }
            if (buffer == END) {
                // Whoever asks again hears the same again.
                filled.offer(END);
                requireNoFailure();
            }
            return buffer;
        } catch (InterruptedException e) {
            throw Workers.interrupted();
        }
    }
}
