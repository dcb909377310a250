package io.smcontainers.launcher.ssh;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.ExecutableSearch;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An sshd of this job's own, beside any that the image starts.
 *
 * @param program sshd's absolute path
 * @param folder for its files, which only this user may read
 * @param hostKey file of its private key
 * @param port where it listens: a high one, which any user may have
 */
public record SshServer(Path program, Path folder, Path hostKey, int port) {
    /** sshd of root demands it to exist (sshd(8)); packages leave its making to an init that containers do not have. */
    private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");

    /** It must be started by its absolute path (sshd(8)), and is on no user's PATH but root's. */
    private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/sshd"), Path.of("/usr/local/sbin/sshd"));

    private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Returns sshd, if it is installed. */
    public static Optional<Path> find(Map<String, String> variables) {
        return ExecutableSearch.of(variables)
                .find("sshd")
                .map(Path::toAbsolutePath)
                .or(() -> PLACES.stream().filter(Files::isExecutable).findFirst());
    }

    /** Returns the file of the keys that may come in. */
    Path authorizedKeys() {
        return folder.resolve("authorized_keys");
    }

    /**
     * Writes its files.
     *
     * @param leaderKey the one public key that may come in
     * @param variables of each command that the leader starts
     * @param wrapper run in place of each command, which it finds in {@code SSH_ORIGINAL_COMMAND}; empty for none
     * @return the command that starts it, in the foreground
     * @throws JobException if they cannot be written
     */
    public List<String> prepare(String leaderKey, Map<String, String> variables, String wrapper) {
        String user = System.getProperty("user.name");
        requireName(user);
        Path config = folder.resolve("sshd_config");
        try {
            write(authorizedKeys(), "restrict " + requireKey(leaderKey) + "\n");
            write(config, SshFiles.server(this, user, variables, wrapper));
            if (user.equals("root")) {
                Files.createDirectories(PRIVILEGE_SEPARATION);
            }
        } catch (IOException e) {
            throw new JobException(ErrorCode.IO_FAILED, "sshd cannot be prepared in " + folder + ": " + e, e);
        }
        return List.of(program.toString(), "-D", "-e", "-f", config.toString());
    }

    /** Java calls a user without a name {@code ?}. */
    private static void requireName(String user) {
        if (user.isEmpty() || user.equals("?")) {
            throw new JobException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    "the user that this container runs as has no name in /etc/passwd, and ssh lets nobody in without one;"
                            + " add the user to the image: RUN useradd --uid 1000 trainer");
        }
    }

    private static String requireKey(String key) {
        String only = SshFiles.keyOnly(key);
        if (only.isEmpty()) {
            throw new JobException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE, "the leader sent no public key, so it cannot be let in by ssh");
        }
        return only;
    }

    /** Writes a file that only this user may read. */
    public static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, OURS_ALONE);
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
