package io.smcontainers.launcher.kernel;

import java.util.List;
import java.util.Optional;

/**
 * A mounted cgroup file system, from a line of {@code /proc/self/mountinfo} (proc(5)).
 *
 * @param root the group that the mount shows as its root
 * @param mountPoint where it is
 * @param controllers what it limits; empty for version 2, whose groups say so themselves
 */
record CgroupMount(String root, String mountPoint, List<String> controllers) {
    private static final String SEPARATOR = " - ";
    private static final int ROOT = 3;
    private static final int MOUNT_POINT = 4;

    /**
     * Returns the mount.
     *
     * @return empty for a line about any other mount
     */
    static Optional<CgroupMount> parse(String line) {
        int middle = line.indexOf(SEPARATOR);
        if (middle < 0) {
            return Optional.empty();
        }
        String system = line.substring(middle + SEPARATOR.length());
        boolean isV2 = system.startsWith("cgroup2 ");
        if (!isV2 && !system.startsWith("cgroup ")) {
            return Optional.empty();
        }
        String[] mount = line.substring(0, middle).split(" ");
        if (mount.length <= MOUNT_POINT) {
            return Optional.empty();
        }
        // Type, source and options, which in version 1 name the controllers.
        List<String> controllers = isV2
                ? List.of()
                : List.of(system.substring(system.lastIndexOf(' ') + 1).split(","));
        return Optional.of(new CgroupMount(mount[ROOT], mount[MOUNT_POINT], controllers));
    }

    /** Returns whether it is of version 2. */
    boolean isV2() {
        return controllers.isEmpty();
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
