package io.smcontainers.launcher.output;

import io.smcontainers.spi.OutputFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A file that is being uploaded. Read in place: nothing is copied, and no link is followed. */
final class OpenedFile implements OutputFile, AutoCloseable {
    private final String relativePath;
    private final FileChannel channel;
    private final long sizeBytes;
    private final AtomicLong progress;

    private OpenedFile(String relativePath, FileChannel channel, AtomicLong progress) throws IOException {
        this.relativePath = relativePath;
        this.channel = channel;
        this.sizeBytes = channel.size();
        this.progress = progress;
    }

    /**
     * Opens a file.
     *
     * @param candidate which one
     * @param progress counts all bytes that are read
     */
    static OpenedFile open(Candidate candidate, AtomicLong progress) throws IOException {
        FileChannel channel =
                FileChannel.open(candidate.file(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        try {
            return new OpenedFile(candidate.relativePath(), channel, progress);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public String relativePath() {
        return relativePath;
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public InputStream read(long offset, long length) {
        if (offset < 0 || length < 0 || length > sizeBytes - offset) {
            throw new IllegalArgumentException(relativePath + " has " + sizeBytes + " bytes; asked for " + length
                    + " from byte " + offset + " on");
        }
        return new Part(offset, offset + length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Some of its bytes; with a place of its own, so that parts can be read at the same time. */
    private final class Part extends InputStream {
        private final long end;
        private long at;

        private Part(long start, long end) {
            this.at = start;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length == 0) {
                return 0;
            }
            if (at >= end) {
                return -1;
            }
            int wanted = (int) Math.min(length, end - at);
            int count = channel.read(ByteBuffer.wrap(bytes, offset, wanted), at);
            if (count < 0) {
                throw new EOFException(relativePath + " has become shorter while it was read");
            }
            at += count;
            progress.addAndGet(count);
            return count;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, end - at);
        }
    }
}
