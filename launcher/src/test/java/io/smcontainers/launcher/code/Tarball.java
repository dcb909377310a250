package io.smcontainers.launcher.code;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes archives, also such as no honest program would make. */
final class Tarball {
    private static final int RECORD = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8");

    Tarball() {
        out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    Tarball gnuLongNames() {
        out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        return this;
    }

    Tarball file(String name, String content) {
        return file(name, content, 0644);
    }

    Tarball file(String name, String content, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        return put(entry, content.getBytes(StandardCharsets.UTF_8));
    }

    Tarball folder(String name) {
        return member(name, TarConstants.LF_DIR, "");
    }

    Tarball symbolicLink(String name, String target) {
        return member(name, TarConstants.LF_SYMLINK, target);
    }

    Tarball hardLink(String name, String target) {
        return member(name, TarConstants.LF_LINK, target);
    }

    /** Adds a member of any type without content. */
    Tarball member(String name, byte type, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(target);
        return put(entry, new byte[0]);
    }

    /** Adds a header for all members after it. */
    Tarball globalHeader(String key, String value) {
        TarArchiveEntry header = new TarArchiveEntry("pax_global_header", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER);
        header.addPaxHeader(key, value);
        try {
            // The library closes it by itself.
            out.putArchiveEntry(header);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tarball put(TarArchiveEntry entry, byte[] content) {
        try {
            entry.setSize(content.length);
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] tar() {
        try {
            out.finish();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] tarGz() {
        return gzip(tar());
    }

    InputStream stream() {
        return new ByteArrayInputStream(tarGz());
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Returns an archive less the zeros at its end. */
    static byte[] withoutEndMarker(byte[] tar) {
        int end = tar.length;
        while (end >= RECORD && isZero(tar, end - RECORD)) {
            end -= RECORD;
        }
        return Arrays.copyOf(tar, end);
    }

    /** Makes the checksum of the header at an offset right, so that what else is wrong with it is looked at. */
    static void mendChecksum(byte[] tar, int offset) {
        Arrays.fill(tar, offset + 148, offset + 156, (byte) ' ');
        int sum = 0;
        for (int i = offset; i < offset + RECORD; i++) {
            sum += tar[i] & 0xFF;
        }
        byte[] octal = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octal, 0, tar, offset + 148, octal.length);
    }

    private static boolean isZero(byte[] tar, int offset) {
        for (int i = offset; i < offset + RECORD; i++) {
            if (tar[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
