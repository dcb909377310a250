package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveModesTest {
    @TempDir
    Path temp;

    private Unpacking folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = new Unpacking(temp);
    }

    @Test
    void keepsTheRunBitOfTheOwnerAndNoOther() throws IOException {
        folder.unpack(new Tarball()
                .file("run.sh", "", 0100)
                .file("setuid", "", 06755)
                .file("locked.py", "", 0000)
                .file("group.py", "", 0677));

        assertThat(permissions("run.sh")).contains(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_READ);
        assertThat(permissions("setuid")).contains(PosixFilePermission.OWNER_EXECUTE);
        assertThat(Files.getAttribute(folder.path("setuid"), "unix:mode"))
                .extracting(mode -> (Integer) mode & 07000)
                .isEqualTo(0);
        assertThat(permissions("locked.py"))
                .contains(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
                .doesNotContain(PosixFilePermission.OWNER_EXECUTE);
        assertThat(permissions("group.py"))
                .doesNotContain(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_WRITE);
    }

    @Test
    void makesFoldersThatCanBeWrittenToWhateverTheArchiveSays() throws IOException {
        TarArchiveEntry locked = new TarArchiveEntry("locked/");
        locked.setMode(0400);

        folder.unpack(new Tarball().put(locked, new byte[0]).file("locked/a.py", "a"));

        assertThat(permissions("locked"))
                .contains(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
    }

    @Test
    void keepsTheTimesOfFiles() throws IOException {
        Instant time = Instant.parse("2020-02-29T12:34:56Z");
        TarArchiveEntry entry = new TarArchiveEntry("a.py");
        entry.setLastModifiedTime(FileTime.from(time));

        folder.unpack(new Tarball().put(entry, new byte[0]));

        assertThat(Files.getLastModifiedTime(folder.path("a.py")).toInstant()).isEqualTo(time);
    }

    private Set<PosixFilePermission> permissions(String name) throws IOException {
        return Files.getPosixFilePermissions(folder.path(name));
    }
}
