package io.smcontainers.launcher.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes zip archives as zip on Unix does. */
final class ZipArchive {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes);

    ZipArchive file(String name, String content) throws IOException {
        return member(name, UnixStat.FILE_FLAG | 0644, content);
    }

    ZipArchive executable(String name, String content) throws IOException {
        return member(name, UnixStat.FILE_FLAG | 0755, content);
    }

    ZipArchive folder(String name) throws IOException {
        return member(name, UnixStat.DIR_FLAG | 0755, "");
    }

    ZipArchive link(String name, String target) throws IOException {
        return member(name, UnixStat.LINK_FLAG | 0777, target);
    }

    ZipArchive member(String name, int mode, String content) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode(mode);
        zip.putArchiveEntry(entry);
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
        return this;
    }

    byte[] bytes() throws IOException {
        zip.close();
        return bytes.toByteArray();
    }
}
