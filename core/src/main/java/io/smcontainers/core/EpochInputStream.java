package io.smcontainers.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The data of an epoch. Unlike {@link java.io.FileInputStream}, a read of it ends when its thread is interrupted or the stream is
 * closed; unlike the streams of {@link java.nio.channels.Channels}, it never asks a FIFO for its size or position.
 */
final class EpochInputStream extends InputStream {
    /** What is worth reading at once. A FIFO of Linux holds 64 KiB unless its owner makes it larger. */
    static final int CHUNK_BYTES = 256 << 10;

    private final FileChannel channel;
    private final Path fifo;
    private long offset;

    EpochInputStream(FileChannel channel, Path fifo) {
        this.channel = channel;
        this.fifo = fifo;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int start, int length) throws IOException {
        Objects.checkFromIndexSize(start, length, to.length);
        if (length == 0) {
            return 0;
        }
        try {
            // The JDK keeps a buffer as large as the largest read for each thread.
            int count = channel.read(ByteBuffer.wrap(to, start, Math.min(length, CHUNK_BYTES)));
            offset += Math.max(0, count);
            return count;
        } catch (IOException e) {
            throw new IOException("reading " + fifo + " failed at byte " + offset + ": " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
