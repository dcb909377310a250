package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.smcontainers.core.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeSwapTest {
    @TempDir
    Path temp;

    private JobFixture job;
    private CodeFolder folder;

    @BeforeEach
    void makeCode() {
        job = new JobFixture(temp).withCode("lib/a.py", "old").withCode("lib/c.py", "old");
        folder = CodeFolder.open(job.codeDir(), job.log());
    }

    @Test
    void takesWhatItPlacedBackIfSomethingCannotBePutAside() throws IOException {
        try (Staging staging = folder.stage()) {
            Files.createDirectory(staging.incoming().resolve("lib"));
            Files.writeString(staging.incoming().resolve("first.py"), "new");
            Files.writeString(staging.incoming().resolve("lib/b.py"), "new");
            Files.writeString(staging.incoming().resolve("lib/c.py"), "new");
            Files.delete(staging.displaced());

            JobFixture.failure(ErrorCode.IO_FAILED, () -> new CodeSwap(folder, staging).run(CodePolicy.OVERLAY));
        }
        assertThat(job.code()).containsExactly("lib/", "lib/a.py=old", "lib/c.py=old");
        assertThat(job.logged()).isEmpty();
    }

    @Test
    void putsEverythingBackIfSomethingCannotBePutAside() throws IOException {
        job.withCode("locked/b.py", "old");
        Path locked = job.codeDir().resolve("locked");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(locked), "root may move anything");

        try (Staging staging = folder.stage()) {
            Files.writeString(staging.incoming().resolve("first.py"), "new");

            JobFixture.failure(
                    ErrorCode.PERMISSION_DENIED, () -> new CodeSwap(folder, staging).run(CodePolicy.REPLACE));
        }

        assertThat(job.code()).containsExactly("lib/", "lib/a.py=old", "lib/c.py=old", "locked/", "locked/b.py=old");
        assertThat(job.logged()).isEmpty();
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
