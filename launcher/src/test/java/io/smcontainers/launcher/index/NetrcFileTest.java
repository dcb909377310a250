package io.smcontainers.launcher.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.IndexAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetrcFileTest {
    private static final List<IndexAccess.Login> LOGINS =
            List.of(new IndexAccess.Login("index.example.com", "aws", "s3cr3t-token"));

    @Test
    void itHoldsTheLoginsBehindTheUsersOwn() throws IOException {
        try (NetrcFile file = NetrcFile.of("machine other login me password mine\n", LOGINS)) {
            assertThat(file.path())
                    .hasContent("machine other login me password mine\n\n"
                            + "machine index.example.com login aws password s3cr3t-token\n");
        }
    }

    @Test
    void itCanBeReadMoreThanOnce() throws IOException {
        try (NetrcFile file = NetrcFile.of("", LOGINS)) {
            assertThat(Files.readString(file.path()))
                    .isEqualTo(Files.readString(file.path()))
                    .isNotEmpty();
        }
    }

    @Test
    void itHasNoNameAndIsGoneWhenItIsClosed() throws IOException {
        Path path;
        try (NetrcFile file = NetrcFile.of("", LOGINS)) {
            path = file.path();
            assertThat(path.toString()).matches("/proc/\\d+/fd/\\d+");
            assertThat(Files.readSymbolicLink(path).toString()).endsWith(" (deleted)");
        }
        assertThat(Files.exists(path) && Files.readString(path).contains("s3cr3t"))
                .isFalse();
    }
}
