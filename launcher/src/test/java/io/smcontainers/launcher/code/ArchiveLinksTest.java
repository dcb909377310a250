package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveLinksTest {
    @TempDir
    Path temp;

    private Unpacking folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = new Unpacking(temp);
    }

    @Test
    void keepsLinksThatStayInside() throws IOException {
        folder.unpack(new Tarball()
                .file("lib/a.py", "a")
                .symbolicLink("first", "lib")
                .symbolicLink("lib/up", "../lib/./a.py")
                .symbolicLink("later", "not/yet/here")
                .symbolicLink("loop", "loop")
                .symbolicLink("down", "lib")
                .symbolicLink("stays", "down/../lib"));

        assertThat(folder.tree())
                .containsExactly(
                        "down->lib",
                        "first->lib",
                        "later->not/yet/here",
                        "lib/",
                        "lib/a.py=a",
                        "lib/up->../lib/./a.py",
                        "loop->loop",
                        "stays->down/../lib");
    }

    @Test
    void writesThroughLinksThatStayInside() throws IOException {
        folder.unpack(new Tarball().folder("lib/").symbolicLink("lib64", "lib").file("lib64/a.py", "a"));

        assertThat(folder.tree()).containsExactly("lib/", "lib/a.py=a", "lib64->lib");
    }

    @Test
    void givesFilesSecondNames() throws IOException {
        folder.unpack(new Tarball().file("a/a.py", "a").hardLink("b/b.py", "./a/a.py"));

        assertThat(Files.isSameFile(folder.path("a/a.py"), folder.path("b/b.py")))
                .isTrue();
    }

    @Test
    void leavesAFileAloneWhoseSecondNameIsItsFirst() throws IOException {
        folder.unpack(new Tarball()
                .file("d/a.py", "a")
                .symbolicLink("e", "d")
                .hardLink("d/a.py", "d/a.py")
                .hardLink("e/a.py", "d/a.py"));

        assertThat(folder.tree()).containsExactly("d/", "d/a.py=a", "e->d");
    }

    @Test
    void putsTheLastMemberOfANameInThePlaceOfTheFirst() throws IOException {
        folder.unpack(new Tarball()
                .file("twice", "a long first text")
                .file("twice", "second")
                .file("file-then-folder", "x")
                .file("file-then-folder/a", "a")
                .file("folder-then-file/sub/a", "a")
                .file("folder-then-file", "x")
                .folder("folder-then-link/")
                .symbolicLink("folder-then-link", "twice")
                .symbolicLink("link-then-folder", "folder")
                .folder("link-then-folder/")
                .symbolicLink("dangling", "nowhere")
                .file("dangling/a", "a"));

        assertThat(folder.tree())
                .containsExactly(
                        "dangling/",
                        "dangling/a=a",
                        "file-then-folder/",
                        "file-then-folder/a=a",
                        "folder-then-file=x",
                        "folder-then-link->twice",
                        "link-then-folder/",
                        "twice=second");
    }

    @Test
    void doesNotWriteThroughTheSecondNameOfAFile() throws IOException {
        folder.unpack(new Tarball().file("a.py", "a").hardLink("b.py", "a.py").file("b.py", "b"));

        assertThat(folder.tree()).containsExactly("a.py=a", "b.py=b");
    }

    @Test
    void doesNotWriteThroughALinkOfTheSameName() throws IOException {
        folder.unpack(
                new Tarball().file("a.py", "a").symbolicLink("b.py", "a.py").file("b.py", "b"));

        assertThat(folder.tree()).containsExactly("a.py=a", "b.py=b");
    }
}
