package io.smcontainers.launcher.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The control group of this process, for one controller. Version 1 and 2 say the same in files of other names (the kernel's
 * admin-guide/cgroup-v1 and admin-guide/cgroup-v2.rst).
 *
 * @param folders where its files are, then those of the groups above it that can be seen from here, which limit it too
 * @param isV2 which of the two versions
 */
public record ControlGroup(List<Path> folders, boolean isV2) {
    /** Copies the list. */
    public ControlGroup {
        folders = List.copyOf(folders);
    }

    /**
     * Returns a file of the group. In version 2, a group that has a controller not switched on is governed by the next group
     * above it that has.
     *
     * @param v1 the file's name in version 1
     * @param v2 its name in version 2
     */
    public Optional<Path> file(String v1, String v2) {
        for (Path folder : folders) {
            Path file = folder.resolve(isV2 ? v2 : v1);
            if (Files.isReadable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
