package io.smcontainers.launcher.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The control group that limits the memory of this process and of those it starts. Version 1 and 2 say the same in files of
 * other names (the kernel's admin-guide/cgroup-v1/memory.rst and admin-guide/cgroup-v2.rst).
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
        List<CgroupMount> mounts = lines(root.resolve("proc/self/mountinfo")).stream()
                .map(CgroupMount::parse)
                .flatMap(Optional::stream)
                .toList();
        return Stream.of(Version.V1, Version.V2)
                .flatMap(version -> mounts.stream()
                        .filter(mount -> mount.version() == version)
                        .flatMap(mount -> folders(mount, groups))
                        .map(folder -> new MemoryCgroup(root.resolve(folder.substring(1)), version)))
                .filter(group -> Files.isReadable(group.folder.resolve(group.version.events)))
                .findFirst();
    }

    /**
     * The group's path as the mount shows it; and, for in a container without a cgroup namespace the path is the host's while
     * the mount shows the container's group as its root, the mount itself.
     */
    private static Stream<String> folders(CgroupMount mount, List<String> groups) {
        return groups.stream()
                .map(line -> line.split(":", 3))
                .filter(fields -> fields.length == 3 && isFor(mount, fields[0], fields[1]))
                .flatMap(fields -> Stream.of(mount.folderOf(fields[2]), mount.mountPoint()));
    }

    private static boolean isFor(CgroupMount mount, String hierarchy, String controllers) {
        return mount.version() == Version.V2
                ? hierarchy.equals("0")
                : Arrays.asList(controllers.split(",")).contains("memory");
    }

    /** Returns how many processes of the group the kernel has killed because memory ran out. */
    OptionalLong oomKills() {
        return lines(folder.resolve(version.events)).stream()
                .filter(line -> line.startsWith(OOM_KILLS))
                .mapToLong(line ->
                        Long.parseLong(line.substring(OOM_KILLS.length()).strip()))
                .findFirst();
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
                .filter(line -> line.matches("\\d{1,19}"))
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
