package io.smcontainers.launcher.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes files, folders and links below a root, whatever their names say. What comes later takes the place of what came
 * earlier, and is never written through it: not into the target of a link, nor into a file that has a second name.
 */
final class SafeFolder {
    /** What Java reads where bytes are not UTF-8; the library, in short names, reads a question mark. */
    private static final char NOT_UTF8 = '\uFFFD';

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?> PLAIN = mode("rw-r--r--");
    private static final FileAttribute<?> EXECUTABLE = mode("rwxr-xr-x");

    private final FolderTree tree;
    private final Path shownAs;
    private final Tally tally;
    private final Set<String> links = new LinkedHashSet<>();
    private @Nullable String garbledName;
    private final byte[] buffer = new byte[1 << 16];

    /**
     * Creates a writer.
     *
     * @param root the real path of an empty folder that nobody else writes to
     * @param shownAs the folder that messages name in place of the root
     */
    SafeFolder(Path root, Path shownAs, Tally tally) {
        this.tree = new FolderTree(root, tally);
        this.shownAs = shownAs;
        this.tally = tally;
    }

    /**
     * Writes a file.
     *
     * @throws IOException if the content cannot be read
     * @throws io.smcontainers.core.JobException if the file cannot be written
     */
    void file(String name, boolean executable, @Nullable FileTime modified, InputStream content)
            throws IOException, Refusal {
        String relative = nameBelow(name);
        tally.addFile();
        Path file = writing(relative, () -> tree.pathOf(relative));
        try (FileChannel out = writing(relative, () -> create(file, executable ? EXECUTABLE : PLAIN))) {
            copy(content, out, relative);
        }
        if (modified != null) {
            writing(relative, () -> Files.setLastModifiedTime(file, modified));
        }
    }

    void folder(String name) throws Refusal {
        String relative = MemberName.of(name);
        if (!relative.isEmpty()) {
            writing(relative, () -> {
                tree.folder(relative);
                return relative;
            });
        }
    }

    void symbolicLink(String name, String target) throws Refusal {
        String relative = nameBelow(name);
        tally.addEntry();
        writing(relative, () -> link(relative, target));
    }

    /**
     * Gives a file a second name.
     *
     * @param target the file's first name, relative to the root and not to the second name
     */
    void hardLink(String name, String target) throws Refusal {
        String relative = nameBelow(name);
        String first = nameBelow(target);
        tally.addEntry();
        writing(relative, () -> hardLinkBelow(relative, first));
    }

    /**
     * Returns the first link that leads out of the folder by now. Each was looked at when it was made, but what lies on its way
     * may have changed since: a link to {@code a/..} is harmless until {@code a} becomes a link itself.
     */
    Optional<String> linkThatLeavesByNow() throws IOException {
        for (String link : links) {
            Path path = tree.root().resolve(link);
            if (Files.isSymbolicLink(path)
                    && leaves(path, Files.readSymbolicLink(path).toString())) {
                return Optional.of(link);
            }
        }
        return Optional.empty();
    }

    /** Returns a name that was not UTF-8, if there was one that still shows it. */
    Optional<String> garbledName() {
        return Optional.ofNullable(garbledName);
    }

    private Path link(String name, String target) throws IOException, Refusal {
        Path link = tree.pathOf(name);
        if (target.isEmpty() || target.indexOf('\0') >= 0 || leaves(link, target)) {
            throw new Refusal("is a link to " + Quote.of(target) + ", which is not in the code folder");
        }
        tree.vacate(link);
        links.add(name);
        return Files.createSymbolicLink(link, Path.of(target));
    }

    private boolean leaves(Path link, String target) throws IOException {
        return !LinkWalk.staysInside(tree.root(), link.getParent().toRealPath(), target);
    }

    private Path hardLinkBelow(String name, String first) throws IOException, Refusal {
        Path link = tree.pathOf(name);
        Path file = tree.find(first).orElseThrow(() -> notBefore(first));
        if (Files.isSymbolicLink(file)) {
            // In another folder, a second name of a link would lead elsewhere than the first.
            return link(name, Files.readSymbolicLink(file).toString());
        }
        if (Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(link, file)) {
            return link;
        }
        tree.vacate(link);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw notBefore(first);
        }
        return Files.createLink(link, file);
    }

    private static Refusal notBefore(String first) {
        return new Refusal("is a hard link to " + Quote.of(first) + ", which is not among the files before it");
    }

    private FileChannel create(Path file, FileAttribute<?> mode) throws IOException {
        try {
            return FileChannel.open(file, NEW, mode);
        } catch (FileAlreadyExistsException e) {
            tree.vacate(file);
            return FileChannel.open(file, NEW, mode);
        }
    }

    private void copy(InputStream content, FileChannel out, String name) throws IOException, Refusal {
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            tally.addBytes(count);
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            writing(name, () -> {
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                return bytes;
            });
        }
    }

    private <T> T writing(String name, IoProblem.Writing<T> writing) throws Refusal {
        return IoProblem.whileWriting(Quote.of(name) + " to " + shownAs, shownAs, writing);
    }

    private String nameBelow(String name) throws Refusal {
        String relative = MemberName.of(name);
        if (relative.isEmpty()) {
            throw new Refusal("has the name of the code folder itself");
        }
        if (relative.indexOf(NOT_UTF8) >= 0) {
            garbledName = relative;
        }
        return relative;
    }

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
