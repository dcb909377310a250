package io.smcontainers.launcher.memory;

import java.util.Arrays;
import java.util.Optional;

/**
 * A mounted cgroup file system that can tell about memory, from a line of {@code /proc/self/mountinfo} (proc(5)).
 *
 * @param root the group that the mount shows as its root
 * @param mountPoint where it is
 * @param version which of the two cgroup file systems
 */
record CgroupMount(String root, String mountPoint, MemoryCgroup.Version version) {
    private static final int ROOT = 3;
    private static final int MOUNT_POINT = 4;

    /** Returns the mount; empty for a line about any other mount. */
    static Optional<CgroupMount> parse(String line) {
        String[] halves = line.split(" - ", 2);
        String[] mount = halves[0].split(" ");
        String[] system = halves.length == 2 ? halves[1].split(" ") : new String[0];
        if (mount.length <= MOUNT_POINT || system.length < 3) {
            return Optional.empty();
        }
        Optional<MemoryCgroup.Version> version =
                switch (system[0]) {
                    case "cgroup2" -> Optional.of(MemoryCgroup.Version.V2);
                    case "cgroup" ->
                        Arrays.asList(system[2].split(",")).contains("memory")
                                ? Optional.of(MemoryCgroup.Version.V1)
                                : Optional.empty();
                    default -> Optional.empty();
                };
        return version.map(found -> new CgroupMount(mount[ROOT], mount[MOUNT_POINT], found));
    }

    /**
     * Returns where a group's files would be.
     *
     * @param group its path in the hierarchy, with a slash in front
     */
    String folderOf(String group) {
        String below =
                !root.equals("/") && (group + "/").startsWith(root + "/") ? group.substring(root.length()) : group;
        return below.equals("/") ? mountPoint : mountPoint + below;
    }
}
