package io.smcontainers.launcher.hardware;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The names in a folder, sorted; none if there is no such folder. The old File lists them with the least ado. */
final class FolderNames {
    private FolderNames() {}

    static List<String> of(Path folder) {
        String[] names = folder.toFile().list();
        if (names == null) {
            return List.of();
        }
        Arrays.sort(names);
        return List.of(names);
    }
}
