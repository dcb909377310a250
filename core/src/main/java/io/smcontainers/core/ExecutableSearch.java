package io.smcontainers.core;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds programs as a shell would, without starting one.
 *
 * @param folders where to look, in order
 */
public record ExecutableSearch(List<Path> folders) {
    /** Copies the list. */
    public ExecutableSearch {
        folders = List.copyOf(folders);
    }

    /**
     * Returns a search along PATH.
     *
     * @param environment the variables of the process
     */
    public static ExecutableSearch of(Map<String, String> environment) {
        List<Path> folders = new ArrayList<>();
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        return new ExecutableSearch(folders);
    }

    /**
     * Returns the first executable file of that name.
     *
     * @param name a plain file name
     */
    public Optional<Path> find(String name) {
        for (Path folder : folders) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
