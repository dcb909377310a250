package io.smcontainers.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a RecordIO stream, one at a time.
 *
 * <p>RecordIO is the format of MXNet, which SageMaker's algorithms and its Python SDK use too. A stream is a series of parts: the
 * number {@code 0xced7230a}, a number whose upper 3 bits are a flag and whose lower 29 bits are a length, that many bytes, and 0
 * to 3 bytes that fill up a multiple of 4. Numbers are little endian here: writers use the byte order of their machine, and
 * SageMaker's are little endian all. Flag 0 is a whole record; 1, 2 and 3 are the first, middle and last part of one: where
 * a record holds the magic number at a multiple of 4, dmlc-core's writer cuts it in two and leaves the number out, and a reader
 * puts it back.
 *
 * <p>There are no checksums: damage inside a record is not noticed, nor is an end between two records that comes too early. What is
 * noticed ends the reading with a {@link JobException} that names the source and the byte.
 *
 * <p>Not for use by several threads at once, except {@link #close}.
 *
 * @see <a href="https://github.com/dmlc/dmlc-core/blob/main/src/recordio.cc">dmlc-core, recordio.cc</a>
 * @see <a href="https://github.com/aws/sagemaker-python-sdk/blob/master/src/sagemaker/amazon/common.py">SageMaker Python SDK,
 *     amazon/common.py</a>
 */
public final class RecordIoReader implements Iterable<ByteBuffer>, AutoCloseable {
    /** The largest record that is read unless {@link #of(InputStream, String, int)} says otherwise: 64 MiB. */
    public static final int DEFAULT_MAX_RECORD_BYTES = 64 << 20;

    private final CountedInput input;
    private final String source;
    private final RecordIoParser parser;
    private boolean iterated;
    private volatile boolean ended;
    private @Nullable JobException failure;

    private RecordIoReader(InputStream input, String source, int maxRecordBytes) {
        this.input = new CountedInput(input);
        this.source = source;
        this.parser = new RecordIoParser(this.input, source, maxRecordBytes);
    }

    /**
     * Returns a reader of records of up to {@link #DEFAULT_MAX_RECORD_BYTES}.
     *
     * @param input the stream, which need not be buffered; the reader closes it
     * @param source what errors call it, such as {@code train.rec}
     */
    public static RecordIoReader of(InputStream input, String source) {
        return of(input, source, DEFAULT_MAX_RECORD_BYTES);
    }

    /**
     * Returns a reader.
     *
     * @param input the stream, which need not be buffered; the reader closes it
     * @param source what errors call it, such as {@code train.rec}
     * @param maxRecordBytes the largest record to expect: memory is taken before its bytes arrive, so a damaged length may cost
     *     this much
     */
    public static RecordIoReader of(InputStream input, String source, int maxRecordBytes) {
        if (maxRecordBytes <= 0) {
            throw new IllegalArgumentException("maxRecordBytes is " + maxRecordBytes + "; expected more than 0");
        }
        return new RecordIoReader(input, source, maxRecordBytes);
    }

    /**
     * Returns the records, once. Each is read when it is asked for. A record is a read-only buffer with memory of its own, in
     * Java's default byte order (big endian), and may be kept. After the last one the stream is closed.
     *
     * <p>The iterator throws {@link JobException} if the stream is damaged, ends within a record, or cannot be read; asked again,
     * it throws the same.
     *
     * @throws IllegalStateException the second time: the stream's bytes are gone
     */
    @Override
    public Iterator<ByteBuffer> iterator() {
        if (iterated) {
            throw new IllegalStateException(source + " is a stream, whose records can be iterated over once only");
        }
        iterated = true;
        return new Records();
    }

    /** Returns the records as {@link #iterator} does, in order; closing the returned stream closes this reader. */
    public Stream<ByteBuffer> stream() {
        Spliterator<ByteBuffer> records =
                Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(records, false).onClose(this::close);
    }

    /**
     * Closes the stream, after which there are no more records. Whoever writes to a FIFO then gets an error from its next write.
     *
     * @throws JobException if that fails
     */
    @Override
    public void close() {
        ended = true;
        try {
            input.close();
        } catch (IOException e) {
            throw new JobException(ErrorCode.IO_FAILED, source + ": closing failed: " + e, e);
        }
    }

    private @Nullable ByteBuffer read() {
        if (failure != null) {
            throw failure;
        }
        if (ended) {
            return null;
        }
        try {
            ByteBuffer record = parser.next();
            if (record == null) {
                close();
            }
            return record;
        } catch (JobException e) {
            failure = e;
            throw e;
        }
    }

    private final class Records implements Iterator<ByteBuffer> {
        private @Nullable ByteBuffer ahead;

        @Override
        public boolean hasNext() {
            if (ahead == null) {
                ahead = read();
            }
            return ahead != null;
        }

        @Override
        public ByteBuffer next() {
            ByteBuffer record = ahead == null ? read() : ahead;
            if (record == null) {
                throw new NoSuchElementException();
            }
            ahead = null;
            return record;
        }
    }
}
