package io.smcontainers.launcher.memory;

import io.smcontainers.core.Digits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The control group that limits the memory of this process and of those it starts. Version 1 and 2 say the same in files of
 * other names (the kernel's admin-guide/cgroup-v1/memory.rst and admin-guide/cgroup-v2.rst).
 *
 * <p>Found with plain loops: this happens at each start, and streams would cost it some ten milliseconds.
 *
 * @param folder where its files are
 * @param version which of the two
 */
record MemoryCgroup(Path folder, Version version) {
    /** The files of one version. */
    enum Version {
        V1("memory.oom_control", "memory.limit_in_bytes", "memory.max_usage_in_bytes"),
        V2("memory.events", "memory.max", "memory.peak");

        private final String events;
        private final String limit;
        private final String peak;

        Version(String events, String limit, String peak) {
            this.events = events;
            this.limit = limit;
            this.peak = peak;
        }
    }

    private static final String OOM_KILLS = "oom_kill ";

    /** Version 1 says so, in pages of 4 KiB rounded down, where there is no limit; version 2 says {@code max}. */
    private static final long NO_LIMIT = Long.MAX_VALUE - 4095;

    /**
     * Finds the group of this process.
     *
     * @param root {@code /} but for tests
     */
    static Optional<MemoryCgroup> ofThisProcess(Path root) {
        List<String> groups = lines(root.resolve("proc/self/cgroup"));
        List<String> mounts = lines(root.resolve("proc/self/mountinfo"));
        for (Version version : Version.values()) {
            for (String line : mounts) {
                Optional<CgroupMount> mount = CgroupMount.parse(line, version);
                if (mount.isPresent()) {
                    Optional<MemoryCgroup> group = at(mount.get(), groups, root);
                    if (group.isPresent()) {
                        return group;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Where the mount shows the group's path; or the mount itself, for in a container without a cgroup namespace the path is
     * the host's, while the mount shows the container's group as its root.
     */
    private static Optional<MemoryCgroup> at(CgroupMount mount, List<String> groups, Path root) {
        for (String line : groups) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3 && isFor(mount, fields[0], fields[1])) {
                for (String folder : List.of(mount.folderOf(fields[2]), mount.mountPoint())) {
                    MemoryCgroup group = new MemoryCgroup(root.resolve(folder.substring(1)), mount.version());
                    if (Files.isReadable(group.folder.resolve(mount.version().events))) {
                        return Optional.of(group);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isFor(CgroupMount mount, String hierarchy, String controllers) {
        return mount.version() == Version.V2
                ? hierarchy.equals("0")
                : List.of(controllers.split(",")).contains("memory");
    }

    /** Returns how many processes of the group the kernel has killed because memory ran out. */
    OptionalLong oomKills() {
        for (String line : lines(folder.resolve(version.events))) {
            if (line.startsWith(OOM_KILLS)) {
                return OptionalLong.of(
                        Long.parseLong(line.substring(OOM_KILLS.length()).strip()));
            }
        }
        return OptionalLong.empty();
    }

    /** Returns the most that the group may use; empty if there is no limit. */
    OptionalLong limitBytes() {
        return number(version.limit, NO_LIMIT);
    }

    /** Returns the most that the group has used; empty if this kernel does not tell. */
    OptionalLong peakBytes() {
        return number(version.peak, Long.MAX_VALUE);
    }

    private OptionalLong number(String file, long below) {
        return lines(folder.resolve(file)).stream()
                .filter(line -> Digits.isNumber(line, 19))
                .mapToLong(line -> Long.parseUnsignedLong(line))
                .filter(number -> number >= 0 && number < below)
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
