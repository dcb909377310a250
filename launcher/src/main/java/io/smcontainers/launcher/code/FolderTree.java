package io.smcontainers.launcher.code;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The folders below a root, made as they are needed. A link among them is followed as long as it stays below the root; later
 * members of an archive take the place of earlier ones.
 */
final class FolderTree {
    private static final FileAttribute<?> MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    private static final String ROOT = "";

    private final Path root;
    private final Tally tally;

    /** Folders that were looked at and are safe to write into. Thousands of files lie in each; looking is not free. */
    private final Set<String> safe = new HashSet<>();

    /**
     * Creates a tree.
     *
     * @param root its real path; nothing but this object writes there
     */
    FolderTree(Path root, Tally tally) {
        this.root = root;
        this.tally = tally;
        safe.add(ROOT);
    }

    Path root() {
        return root;
    }

    /** Returns where a name leads, with all folders on the way there. */
    Path pathOf(String name) throws IOException, Refusal {
        String parent = name.substring(0, Math.max(0, name.lastIndexOf('/')));
        if (!safe.contains(parent)) {
            requireFolders(parent);
            safe.add(parent);
        }
        return root.resolve(name);
    }

    /** Returns where a name leads, if anything is there. */
    Optional<Path> find(String name) throws IOException, Refusal {
        Path path = root.resolve(name);
        if (!FileTrees.exists(path)) {
            return Optional.empty();
        }
        requireInside(path.getParent());
        return Optional.of(path);
    }

    /** Makes a folder of that name, if there is none. */
    void folder(String name) throws IOException, Refusal {
        Path folder = pathOf(name);
        if (!FileTrees.isFolder(folder)) {
            create(folder);
        }
    }

    /** Deletes what is there, if anything. */
    void vacate(Path path) throws IOException {
        if (FileTrees.exists(path)) {
            FileTrees.delete(path);
            // It may have been a folder, or have lain on the way to one.
            safe.clear();
            safe.add(ROOT);
        }
    }

    private void requireFolders(String name) throws IOException, Refusal {
        Path here = root;
        for (String segment : name.split("/")) {
            Path next = here.resolve(segment);
            if (!leadsToFolder(next)) {
                create(next);
            }
            here = next;
        }
    }

    private boolean leadsToFolder(Path path) throws IOException, Refusal {
        if (!Files.isSymbolicLink(path)) {
            return FileTrees.isFolder(path);
        }
        if (!Files.isDirectory(path)) {
            return false;
        }
        requireInside(path);
        return true;
    }

    private void requireInside(Path folder) throws IOException, Refusal {
        if (!folder.toRealPath().startsWith(root)) {
            throw new Refusal("goes through a link that leads out of the code folder");
        }
    }

    private void create(Path folder) throws IOException, Refusal {
        tally.addEntry();
        try {
            Files.createDirectory(folder, MODE);
        } catch (FileAlreadyExistsException e) {
            vacate(folder);
            Files.createDirectory(folder, MODE);
        }
    }
}
