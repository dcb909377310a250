package io.smcontainers.launcher.code;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive, compressed or not, from its front to its very end. Whatever is wrong with it becomes the same kind of
 * error, whereas the library throws anything when it meets bytes that no tar ever wrote.
 */
final class TarReader implements AutoCloseable {
    /**
     * How much may stand in front of a member. The library keeps it in memory, however much it is, and nests a call for each
     * header that announces another. Names are 4 KiB at most, attributes 64 KiB.
     */
    private static final long MAX_HEADER_BYTES = 256 << 10;

    /** What a million members take besides their content: a header and some padding each. */
    private static final long MAX_OVERHEAD_BYTES = 1L << 30;

    private static final String ADVICE = "make it anew, in the folder of your code: tar czf sourcedir.tar.gz *";

    private static final int BUFFER_BYTES = 1 << 16;

    private final String archive;
    private final SourceStream source;
    private final MeteredStream meter;
    private final Tar tar;
    private @Nullable String last;
    private int gzipMembers;

    /**
     * Opens an archive.
     *
     * @param archive its name, for messages
     * @param content its bytes; closing them is left to the caller
     * @param maxBytes how large all members may be together
     * @throws IOException if the bytes do not arrive
     * @throws JobException if they are no archive
     */
    TarReader(String archive, InputStream content, long maxBytes) throws IOException {
        this.archive = archive;
        this.source = new SourceStream(content);
        InputStream packed = new BufferedInputStream(source, BUFFER_BYTES);
        InputStream unpacked = isCompressed(ArchiveFormat.of(packed)) ? gunzip(packed) : packed;
        this.meter = new MeteredStream(unpacked, maxBytes + MAX_OVERHEAD_BYTES);
        this.tar = new Tar(meter);
    }

    private boolean isCompressed(ArchiveFormat format) {
        return switch (format) {
            case GZIP -> true;
            case OTHER -> false;
            default -> throw invalid("this is " + format.description() + ", not a tar archive; " + ADVICE, null);
        };
    }

    /** Unpacks all gzip members: parallel compressors write many. The JDK's own stream may stop after the first. */
    private InputStream gunzip(InputStream packed) throws IOException {
        InputStream unpacked = guarded(() -> GzipCompressorInputStream.builder()
                .setInputStream(packed)
                .setDecompressConcatenated(true)
                .setOnMemberStart(stream -> gzipMembers++)
                .get());
        return new BufferedInputStream(unpacked, BUFFER_BYTES);
    }

    /** Returns the header of the next member; empty, with everything read and checked, after the last. */
    Optional<TarArchiveEntry> next() throws IOException {
        TarArchiveEntry member = guarded(this::nextHeader);
        if (member == null) {
            checkEnd();
            return Optional.empty();
        }
        if (!member.isCheckSumOK()) {
            throw damaged("a header has the wrong checksum", null);
        }
        last = member.getName();
        return Optional.of(member);
    }

    private @Nullable TarArchiveEntry nextHeader() throws IOException {
        if (last != null) {
            tar.skip(Long.MAX_VALUE);
        }
        meter.allow(MAX_HEADER_BYTES);
        TarArchiveEntry member = tar.getNextEntry();
        meter.allowAll();
        return member;
    }

    /** Returns the content of the member that {@link #next} returned last. */
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return guarded(tar::read);
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return guarded(() -> tar.read(target, offset, length));
            }
        };
    }

    /** Returns the error of a job whose archive is of no use. */
    JobException invalid(String what, @Nullable Throwable cause) {
        return new JobException(ErrorCode.INVALID_ARCHIVE, archive + ": " + what, cause);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /**
     * Reads to the end, where gzip has its checksum. Some programs forget the end marker of tar. That is forgiven where the
     * checksum says that nothing is missing; with many gzip members, some might be.
     */
    private void checkEnd() throws IOException {
        guarded(() -> meter.transferTo(OutputStream.nullOutputStream()));
        boolean complete = tar.endMarkerSeen() || gzipMembers == 1 && meter.count() % tar.getRecordSize() == 0;
        if (meter.count() == 0) {
            throw invalid("the archive is empty, not even an end marker is in it", null);
        }
        if (!complete) {
            throw cutOff(null);
        }
    }

    private <T> T guarded(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            source.rethrow();
            throw broken(e);
        }
    }

    private JobException broken(Throwable cause) {
        if (cause instanceof MeteredStream.TooMuchException) {
            return invalid("the archive " + cause.getMessage(), cause);
        }
        String reason = String.valueOf(cause.getMessage());
        boolean endsTooSoon =
                cause instanceof EOFException || reason.contains("Truncated") || reason.contains("premature end");
        return endsTooSoon ? cutOff(cause) : damaged(reason, cause);
    }

    private JobException cutOff(@Nullable Throwable cause) {
        if (last == null && gzipMembers == 0) {
            return invalid("this is not a tar archive; " + ADVICE, cause);
        }
        String where = last == null ? "before its first member" : "after member " + Quote.of(last);
        return invalid("the archive is cut off " + where + "; " + ADVICE, cause);
    }

    private JobException damaged(String reason, @Nullable Throwable cause) {
        String what = last == null
                ? "this is not a tar archive, or a damaged one"
                : "the archive is damaged after member " + Quote.of(last);
        return invalid(what + " (" + reason + "); " + ADVICE, cause);
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** The library's reader, which sees the end marker and keeps that to itself. */
    private static final class Tar extends TarArchiveInputStream {
        private boolean endMarkerSeen;

        Tar(InputStream in) {
            super(in, StandardCharsets.UTF_8.name());
        }

        @Override
        protected boolean isEOFRecord(byte @Nullable [] record) {
            boolean end = super.isEOFRecord(record);
            endMarkerSeen |= end && record != null;
            return end;
        }

        boolean endMarkerSeen() {
            return endMarkerSeen;
        }
    }
}
