package io.smcontainers.core;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes one record after the other from a stream, each out of its parts; {@link RecordIoReader} tells the format. */
final class RecordIoParser {
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

    RecordIoParser(CountedInput input, String source, int maxRecordBytes) {
        this.input = input;
        this.source = source;
        this.maxRecordBytes = maxRecordBytes;
    }

    /**
     * Returns the next record.
     *
     * @return {@code null} at the end of the stream
     * @throws JobException if the stream is damaged, ends within a record, or cannot be read
     */
    @Nullable
    ByteBuffer next() {
        try {
            return input.atEnd() ? null : readRecord();
        } catch (EOFException e) {
            throw error(input.received(), "the stream ends within the record that begins at byte " + recordOffset, e);
        } catch (IOException e) {
            throw error(input.received(), e.toString(), e);
        }
    }

    private ByteBuffer readRecord() throws IOException {
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
}
