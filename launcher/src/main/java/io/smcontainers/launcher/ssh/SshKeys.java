package io.smcontainers.launcher.ssh;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A pair of keys that is made for one job on one host, and never leaves it but for the public one.
 *
 * @param privateKey its file
 * @param publicKey its text, in one line
 */
public record SshKeys(Path privateKey, String publicKey) {
    /**
     * Makes a pair.
     *
     * @param folder that only its owner may read
     * @param environment the variables for ssh-keygen
     */
    public static SshKeys make(Path folder, Map<String, String> environment) {
        Path file = folder.resolve("key");
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "train", "-f", file.toString())
                    .redirectErrorStream(true);
            builder.environment().keySet().retainAll(environment.keySet());
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw failed(output);
            }
            return new SshKeys(
                    file,
                    Files.readString(folder.resolve("key.pub"), StandardCharsets.UTF_8)
                            .strip());
        } catch (IOException e) {
            throw failed(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        }
    }

    private static JobException failed(String why) {
        return new JobException(
                ErrorCode.DEPENDENCY_UNAVAILABLE, "ssh-keygen could not make a key for this job: " + why);
    }
}
