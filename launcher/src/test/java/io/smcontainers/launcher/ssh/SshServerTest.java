package io.smcontainers.launcher.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshServerTest {
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 train";

    @TempDir
    private Path folder;

    private SshServer server;

    @BeforeEach
    void create() {
        server = new SshServer(Path.of("/usr/sbin/sshd"), folder, folder.resolve("key"), 17778);
    }

    @Test
    void onlyTheLeadersKeyGetsInAndToNothingButCommands() throws IOException {
        List<String> argv = server.prepare(KEY, Map.of("PATH", "/opt/mpi/bin:/bin", "BAD", "a\"b", "EMPTY", ""), "");

        Path config = folder.resolve("sshd_config");
        assertThat(argv).containsExactly("/usr/sbin/sshd", "-D", "-e", "-f", config.toString());
        assertThat(folder.resolve("authorized_keys")).hasContent("restrict ssh-ed25519 AAAAC3NzaC1lZDI1NTE5\n");
        assertThat(config)
                .content()
                .contains("Port 17778\n")
                .contains("AllowUsers " + System.getProperty("user.name") + "\n")
                .contains("PasswordAuthentication no\n")
                .contains("DisableForwarding yes\n")
                .contains("SetEnv \"PATH=/opt/mpi/bin:/bin\"\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-------");
    }

    @Test
    void aWrapperRunsInPlaceOfEachCommand() {
        server.prepare(KEY, Map.of(), "");
        assertThat(folder.resolve("sshd_config")).content().doesNotContain("ForceCommand");

        server.prepare(KEY, Map.of(), "/bin/sh /tmp/rank");
        assertThat(folder.resolve("sshd_config")).content().contains("\nForceCommand /bin/sh /tmp/rank\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key", "ssh-ed25519", "command=\"x\" ssh-ed25519 AAAA", "ssh-ed25519 A;B"})
    void whatIsNoKeyIsRefused(String key) {
        assertThatThrownBy(() -> server.prepare(key, Map.of(), "")).hasMessageContaining("sent no public key");
    }

    @Test
    void aKeyCannotBringALineOfItsOwn() {
        assertThat(SshFiles.knownHosts(17778, Map.of("algo-2", "ssh-ed25519 AAAA x\n* ssh-ed25519 BBBB")))
                .isEqualTo("[algo-2]:17778 ssh-ed25519 AAAA\n");
    }

    @Test
    void theClientTrustsNobodyElse() {
        assertThat(SshFiles.client(17778, "trainer", "/f/key", "/f/known_hosts"))
                .contains("StrictHostKeyChecking yes\n", "UserKnownHostsFile /f/known_hosts\n", "BatchMode yes\n");
    }
}
