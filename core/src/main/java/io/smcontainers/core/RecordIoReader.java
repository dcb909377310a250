package io.smcontainers.core;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
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

    private static final int MAGIC = 0xced7230a;
    private static final int WHOLE = 0;
    private static final int FIRST = 1;
    private static final int MIDDLE = 2;
    private static final int LAST = 3;
    private static final int LENGTH_BITS = 29;

    private final CountedInput input;
    private final String source;
    private final int maxRecordBytes;
    private long recordOffset;
    private boolean iterated;
    private volatile boolean ended;
    private @Nullable JobException failure;

    private RecordIoReader(InputStream input, String source, int maxRecordBytes) {
        this.input = new CountedInput(input);
        this.source = source;
        this.maxRecordBytes = maxRecordBytes;
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
        try {
            return ended ? null : readRecord();
        } catch (EOFException e) {
            failure =
                    error(input.received(), "the stream ends within the record that begins at byte " + recordOffset, e);
        } catch (IOException e) {
            failure = error(input.received(), e.toString(), e);
        } catch (JobException e) {
            failure = e;
        }
        throw failure;
    }

    private @Nullable ByteBuffer readRecord() throws IOException {
        if (input.atEnd()) {
            close();
            return null;
        }
        recordOffset = input.offset();
        int header = readHeader();
        int flag = flag(header);
        if (flag != WHOLE && flag != FIRST) {
            throw unexpectedPart(flag, "0 (a record) or 1 (the first part of one)");
        }
        byte[] record = new byte[requireFits(length(header))];
        readPart(record, 0, record.length);
        return flag == WHOLE ? ByteBuffer.wrap(record).asReadOnlyBuffer() : readOtherParts(record);
    }

    private ByteBuffer readOtherParts(byte[] first) throws IOException {
        byte[] record = first;
        int size = first.length;
        int header;
        do {
            header = readHeaderOfOtherPart(size);
            int end = requireFits((long) size + Integer.BYTES + length(header));
            record = withRoomFor(end, record);
            ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putInt(size, MAGIC);
            readPart(record, size + Integer.BYTES, length(header));
            size = end;
        } while (flag(header) != LAST);
        return ByteBuffer.wrap(record, 0, size).slice().asReadOnlyBuffer();
    }

    private int readHeaderOfOtherPart(int bytesBefore) throws IOException {
        if (bytesBefore % Integer.BYTES != 0) {
            throw damaged(
                    recordOffset,
                    "parts of a record end after " + bytesBefore
                            + " bytes, which dmlc-core cuts at multiples of 4 only");
        }
        int header = readHeader();
        if (flag(header) != MIDDLE && flag(header) != LAST) {
            throw unexpectedPart(flag(header), "2 or 3 (a middle or the last part of the record begun)");
        }
        return header;
    }

    private int readHeader() throws IOException {
        long at = input.offset();
        int magic = input.readInt();
        if (magic != MAGIC) {
            throw damaged(
                    at, "expected 0xced7230a, which begins each part, but there is " + String.format("0x%08x", magic));
        }
        return input.readInt();
    }

    private void readPart(byte[] to, int start, int length) throws IOException {
        input.readFully(to, start, length);
        input.skip(-length & (Integer.BYTES - 1));
    }

    private int requireFits(long recordBytes) {
        if (recordBytes > maxRecordBytes) {
            throw damaged(
                    recordOffset,
                    "the record has " + recordBytes + " bytes or more, over the limit of " + maxRecordBytes
                            + "; if records are that large, pass a higher one to RecordIoReader.of");
        }
        return (int) recordBytes;
    }

    /** Returns an array that holds so many bytes: mostly the same one, as a record may have a part for each four bytes. */
    private byte[] withRoomFor(int bytes, byte[] record) {
        if (bytes <= record.length) {
            return record;
        }
        return Arrays.copyOf(record, (int) Math.min(maxRecordBytes, Math.max(bytes, 2L * record.length)));
    }

    private JobException unexpectedPart(int flag, String expected) {
        return damaged(input.offset() - 2 * Integer.BYTES, "the part has flag " + flag + "; expected " + expected);
    }

    private JobException damaged(long at, String what) {
        return error(at, what + ". The stream is damaged, or is not RecordIO as MXNet writes it", null);
    }

    private JobException error(long at, String what, @Nullable IOException cause) {
        return new JobException(ErrorCode.IO_FAILED, source + ", byte " + at + ": " + what, cause);
    }

    private static int flag(int header) {
        return header >>> LENGTH_BITS;
    }

    private static int length(int header) {
        return header & ((1 << LENGTH_BITS) - 1);
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
