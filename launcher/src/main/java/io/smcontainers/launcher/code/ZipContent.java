package io.smcontainers.launcher.code;

import io.smcontainers.core.JobException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The content of a member of a zip archive, checked against the size and checksum that the archive tells of it. */
final class ZipContent extends InputStream {
    private final ZipFile zip;
    private final ZipArchiveEntry member;
    private final Function<String, JobException> damaged;
    private final CRC32 checksum = new CRC32();
    private @Nullable InputStream content;
    private long count;

    /**
     * Creates a stream.
     *
     * @param damaged makes the error to throw of a reason
     */
    ZipContent(ZipFile zip, ZipArchiveEntry member, Function<String, JobException> damaged) {
        this.zip = zip;
        this.member = member;
        this.damaged = damaged;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int read = readUnchecked(target, offset, length);
        if (read > 0) {
            checksum.update(target, offset, read);
            count += read;
        }
        if (count > member.getSize() || read < 0 && count < member.getSize()) {
            throw damaged.apply("it should have " + member.getSize() + " bytes");
        }
        if (read < 0 && checksum.getValue() != member.getCrc()) {
            throw damaged.apply("its checksum is wrong");
        }
        return read;
    }

    private int readUnchecked(byte[] target, int offset, int length) {
        try {
            if (content == null) {
                content = zip.getInputStream(member);
            }
            return content.read(target, offset, length);
        } catch (IOException | RuntimeException e) {
            throw damaged.apply(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
        }
    }
}
