package io.smcontainers.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The files that a job left in a folder, as the service would upload them: what model.tar.gz or output.tar.gz hold. */
public final class JobFiles {
    private final Map<String, byte[]> files;

    private JobFiles(Map<String, byte[]> files) {
        this.files = Collections.unmodifiableMap(files);
    }

    static JobFiles none() {
        return new JobFiles(Map.of());
    }

    /** Reads an archive whose entries all lie in one folder, the name of which is left out. */
    static JobFiles of(InputStream tar) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(tar)) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isFile()) {
                    files.put(entry.getName().substring(entry.getName().indexOf('/') + 1), in.readAllBytes());
                }
            }
        }
        return new JobFiles(files);
    }

    /** Returns the names of all files, relative to the folder, sorted. */
    public Set<String> names() {
        return files.keySet();
    }

    /** Returns whether there is a file of this name. */
    public boolean has(String name) {
        return files.containsKey(name);
    }

    /**
     * Returns what a file holds.
     *
     * @throws IllegalArgumentException if there is no such file
     */
    public byte[] bytes(String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("there is no file '" + name + "', only " + names());
        }
        return content.clone();
    }

    /**
     * Returns a file's text, read as UTF-8.
     *
     * @throws IllegalArgumentException if there is no such file
     */
    public String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return names().toString();
    }
}
