package io.smcontainers.testing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An archive in a temporary file, in which everybody may read and write everything. */
final class FolderArchive implements AutoCloseable {
    private static final int ALL_MAY_WRITE = 0666;
    private static final int ALL_MAY_RUN = 0777;

    private final Path file;
    private final TarArchiveOutputStream tar;

    FolderArchive() throws IOException {
        file = Files.createTempFile("job", ".tar");
        tar = new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    FolderArchive folder(String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name + "/");
        entry.setMode(TarArchiveEntry.DEFAULT_DIR_MODE & ~0777 | ALL_MAY_RUN);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        return this;
    }

    FolderArchive file(String name, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(TarArchiveEntry.DEFAULT_FILE_MODE & ~0777 | ALL_MAY_WRITE);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        return this;
    }

    /** Adds a file under that name, or all that is in a folder. */
    FolderArchive tree(String name, Path from) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.sorted().toList();
        }
        for (Path each : files) {
            String below = from.relativize(each).toString();
            String entryName = below.isEmpty() || name.isEmpty() ? name + below : name + "/" + below;
            if (entryName.isEmpty()) {
                continue;
            }
            if (Files.isDirectory(each)) {
                folder(entryName);
            } else {
                copy(entryName, each);
            }
        }
        return this;
    }

    private void copy(String name, Path from) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(Files.size(from));
        entry.setModTime(Files.getLastModifiedTime(from));
        entry.setMode(
                TarArchiveEntry.DEFAULT_FILE_MODE & ~0777 | (Files.isExecutable(from) ? ALL_MAY_RUN : ALL_MAY_WRITE));
        tar.putArchiveEntry(entry);
        Files.copy(from, tar);
        tar.closeArchiveEntry();
    }

    /** Ends the archive, and returns its file. */
    Path finish() throws IOException {
        tar.close();
        return file;
    }

    @Override
    public void close() throws IOException {
        try {
            tar.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
