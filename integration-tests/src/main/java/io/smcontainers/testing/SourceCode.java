package io.smcontainers.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The user's source folder, put together of folders, files and texts. */
final class SourceCode {
    private final List<Path> paths = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    void add(Path path) {
        paths.add(path);
    }

    void add(String name, String text) {
        texts.put(name, text);
    }

    boolean isEmpty() {
        return paths.isEmpty() && texts.isEmpty();
    }

    /** Adds all of it to an archive, in a folder of it. */
    void addTo(FolderArchive archive, String folder) throws IOException {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        for (Path path : paths) {
            archive.tree(Files.isDirectory(path) ? folder : prefix + path.getFileName(), path);
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            archive.file(prefix + text.getKey(), text.getValue());
        }
    }

    /** Adds it as one file: the archive that the SDK makes of a source folder. */
    void addArchiveTo(FolderArchive archive, String name) throws IOException {
        Path packed = Files.createTempFile("sourcedir", ".tar.gz");
        try (FolderArchive source = new FolderArchive()) {
            addTo(source, "");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
                Files.copy(source.finish(), out);
            }
            archive.tree(name, packed);
        } finally {
            Files.delete(packed);
        }
    }
}
