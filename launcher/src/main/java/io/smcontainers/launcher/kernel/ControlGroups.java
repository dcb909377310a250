package io.smcontainers.launcher.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The control groups that this process is in, with those it starts. */
public final class ControlGroups {
    private final Path root;
    private final List<String> groups;
    private final List<CgroupMount> mounts = new ArrayList<>();

    private ControlGroups(Path root) {
        this.root = root;
        this.groups = KernelFile.lines(root.resolve("proc/self/cgroup"));
        for (String line : KernelFile.lines(root.resolve("proc/self/mountinfo"))) {
            Optional<CgroupMount> mount = CgroupMount.parse(line);
            if (mount.isPresent()) {
                mounts.add(mount.get());
            }
        }
    }

    /**
     * Reads where they are.
     *
     * @param root {@code /} but for tests
     */
    public static ControlGroups ofThisProcess(Path root) {
        return new ControlGroups(root);
    }

    /**
     * Returns the group that a controller governs this process by. Where both versions are mounted, a controller is in
     * version 2 unless version 1 has it.
     *
     * @param controller such as {@code memory}
     */
    public Optional<ControlGroup> find(String controller) {
        Optional<ControlGroup> v1 = find(controller, false);
        return v1.isPresent() ? v1 : find(controller, true);
    }

    private Optional<ControlGroup> find(String controller, boolean isV2) {
        for (CgroupMount mount : mounts) {
            if (mount.isV2() == isV2 && (isV2 || mount.controllers().contains(controller))) {
                for (String line : groups) {
                    String[] fields = line.split(":", 3);
                    if (fields.length == 3 && isFor(controller, isV2, fields[0], fields[1])) {
                        return Optional.of(new ControlGroup(folders(mount, fields[2]), isV2));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isFor(String controller, boolean isV2, String hierarchy, String controllers) {
        return isV2 ? hierarchy.equals("0") : List.of(controllers.split(",")).contains(controller);
    }

    /**
     * From the group up to what the mount shows as its root. In a container without a cgroup namespace the path may be the
     * host's, while the mount shows the container's group as its root; and the path of a group outside of our namespace
     * begins with dots. Then the mount's root is all there is.
     */
    private List<Path> folders(CgroupMount mount, String group) {
        Path top = root.resolve(mount.mountPoint().substring(1));
        Path folder = root.resolve(mount.folderOf(group).substring(1));
        List<Path> folders = new ArrayList<>();
        if (!group.contains("..") && Files.isDirectory(folder)) {
            for (; folder != null && !folder.equals(top) && folder.startsWith(top); folder = folder.getParent()) {
                folders.add(folder);
            }
        }
        folders.add(top);
        return folders;
    }
}
