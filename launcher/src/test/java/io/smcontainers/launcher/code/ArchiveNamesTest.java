package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveNamesTest {
    private static final String LONG = "a-name-of-fifty-characters-that-goes-on-and-on-and/".repeat(5) + "train.py";

    @TempDir
    Path temp;

    private Unpacking folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = new Unpacking(temp);
    }

    @Test
    void knowsLongNamesOfBothKinds() throws IOException {
        folder.unpack(new Tarball().file(LONG, "posix"));
        folder.unpack(new Tarball().gnuLongNames().file("gnu/" + LONG, "gnu").symbolicLink("link", "gnu/" + LONG));

        assertThat(folder.tree()).contains(LONG + "=posix", "gnu/" + LONG + "=gnu", "link->gnu/" + LONG);
    }

    @Test
    void knowsNamesInUtf8() throws IOException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "needs a locale of UTF-8");

        folder.unpack(new Tarball().file("größe-模型.py", "a"));

        assertThat(folder.tree()).containsExactly("größe-模型.py=a");
    }

    @Test
    void unpacksFilesWhoseNamesAreNotUtf8() throws IOException {
        byte[] tar = new Tarball().file("caf!.py", "a").tar();
        tar[3] = (byte) 0xE9;
        Tarball.mendChecksum(tar, 0);

        folder.unpack(tar);

        assertThat(folder.tree()).containsExactly("caf?.py=a");
    }

    @Test
    void namesAFileWhoseLongNameIsNotUtf8() throws IOException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "needs a locale of UTF-8");
        String rest = "x".repeat(120);
        byte[] tar = new Tarball().file("caf!" + rest, "a").tar();
        tar[new String(tar, StandardCharsets.ISO_8859_1).indexOf("path=caf!") + 8] = (byte) 0xE9;
        StagedCode code = folder.receiver();

        code.archive("code.tar", new ByteArrayInputStream(tar));

        assertThat(folder.tree()).containsExactly("caf\uFFFD" + rest + "=a");
        assertThat(code.garbledName()).hasValue("caf\uFFFD" + rest);
    }
}
