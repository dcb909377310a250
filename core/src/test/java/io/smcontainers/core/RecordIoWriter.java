package io.smcontainers.core;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes RecordIO as dmlc-core does: a record is cut where it holds the magic number at a multiple of four. */
final class RecordIoWriter {
    static final int MAGIC = 0xced7230a;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static byte[] stream(byte[]... records) {
        RecordIoWriter writer = new RecordIoWriter();
        for (byte[] record : records) {
            writer.record(record);
        }
        return writer.bytes();
    }

    /** Returns numbers as they are written. */
    static byte[] words(int... words) {
        ByteBuffer buffer = ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(words);
        return buffer.array();
    }

    RecordIoWriter record(byte[] record) {
        ByteBuffer words = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        int cut = 0;
        boolean first = true;
        for (int at = 0; at + Integer.BYTES <= record.length; at += Integer.BYTES) {
            if (words.getInt(at) == MAGIC) {
                part(first ? 1 : 2, record, cut, at - cut);
                cut = at + Integer.BYTES;
                first = false;
            }
        }
        return part(first ? 0 : 3, record, cut, record.length - cut);
    }

    RecordIoWriter part(int flag, byte[] data) {
        return part(flag, data, 0, data.length);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private RecordIoWriter part(int flag, byte[] data, int start, int length) {
        bytes.writeBytes(words(MAGIC, flag << 29 | length));
        bytes.write(data, start, length);
        bytes.write(new byte[3], 0, (4 - length % 4) % 4);
        return this;
    }
}
