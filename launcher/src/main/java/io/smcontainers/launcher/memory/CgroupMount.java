package io.smcontainers.launcher.memory;

import java.util.List;
import java.util.Optional;

/**
 * A mounted cgroup file system that can tell about memory, from a line of {@code /proc/self/mountinfo} (proc(5)).
 *
 * @param root the group that the mount shows as its root
 * @param mountPoint where it is
 * @param version which of the two cgroup file systems
 */
record CgroupMount(String root, String mountPoint, MemoryCgroup.Version version) {
    private static final String SEPARATOR = " - ";
    private static final int ROOT = 3;
    private static final int MOUNT_POINT = 4;

    /**
     * Returns the mount.
     *
     * @return empty for a line about any other mount
     */
    static Optional<CgroupMount> parse(String line, MemoryCgroup.Version version) {
        int middle = line.indexOf(SEPARATOR);
        if (middle < 0 || !isOf(version, line.substring(middle + SEPARATOR.length()))) {
            return Optional.empty();
        }
        String[] mount = line.substring(0, middle).split(" ");
        return mount.length <= MOUNT_POINT
                ? Optional.empty()
                : Optional.of(new CgroupMount(mount[ROOT], mount[MOUNT_POINT], version));
    }

    /** Type, source and options, which in version 1 name the controllers. */
    private static boolean isOf(MemoryCgroup.Version version, String system) {
        if (version == MemoryCgroup.Version.V2) {
            return system.startsWith("cgroup2 ");
        }
        return system.startsWith("cgroup ")
                && List.of(system.substring(system.lastIndexOf(' ') + 1).split(","))
                        .contains("memory");
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
