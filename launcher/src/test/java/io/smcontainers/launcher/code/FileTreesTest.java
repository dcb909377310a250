package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

class FileTreesTest {
    private static final Path OTHER_FILE_SYSTEM = Path.of("/dev/shm");

    @TempDir
    Path temp;

    private Path from;
    private Path outside;

    @BeforeEach
    void makeTree() throws IOException {
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("mine.py"), "mine");
        from = Files.createDirectory(temp.resolve("from"));
        Files.createDirectories(from.resolve("a/b"));
        Files.writeString(from.resolve("a/b/c.py"), "c");
        Files.createSymbolicLink(from.resolve("a/link"), Path.of("../../outside"));
    }

    @Test
    void areDeletedWithoutFollowingLinks() throws IOException {
        FileTrees.delete(from);

        assertThat(TreeText.of(temp)).containsExactly("outside/", "outside/mine.py=mine");
    }

    @Test
    void areMovedAsAWhole() throws IOException {
        List<String> tree = TreeText.of(from);
        Path to = temp.resolve("to");

        FileTrees.move(from, to);

        assertThat(TreeText.of(to)).isEqualTo(tree);
        assertThat(from).doesNotExist();
    }

    @Test
    void areMovedOnIfAMoveStoppedHalfWay() throws IOException {
        Path to = temp.resolve("to");
        Files.createDirectories(to.resolve("a/b"));
        Files.writeString(to.resolve("a/b/moved-before.py"), "m");

        FileTrees.move(from, to);

        assertThat(TreeText.of(to))
                .containsExactly("a/", "a/b/", "a/b/c.py=c", "a/b/moved-before.py=m", "a/link->../../outside");
        assertThat(from).doesNotExist();
    }

    @Test
    void areMovedBetweenFileSystems(@TempDir(factory = OnOtherFileSystem.class) Path other) throws IOException {
        FileStore there = Files.getFileStore(other);
        assumeTrue(!there.equals(Files.getFileStore(temp)), "needs a second file system");
        Files.setPosixFilePermissions(from.resolve("a"), PosixFilePermissions.fromString("rwxr-x---"));
        List<String> tree = TreeText.of(from);
        Path to = other.resolve("to");

        FileTrees.move(from, to);

        assertThat(TreeText.of(to)).isEqualTo(tree);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("a"))))
                .isEqualTo("rwxr-x---");
        assertThat(from).doesNotExist();
        assertThat(outside.resolve("mine.py")).exists();
    }

    /** Makes temp folders in memory, where there is such a file system. */
    static final class OnOtherFileSystem implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.isWritable(OTHER_FILE_SYSTEM)
                    ? Files.createTempDirectory(OTHER_FILE_SYSTEM, "code")
                    : Files.createTempDirectory("code");
        }
    }
}
