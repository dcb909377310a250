package io.smcontainers.launcher.cluster;

import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.core.json.PythonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Where a team keeps its files: the same folder on every host, so that the leader can name them, and another one in another job.
 * Only its owner may read it.
 *
 * @param folder which is made when the job starts and deleted when it ends
 * @param token tells this team from others; it is no secret, and any host of the job could work it out
 */
public record TeamFiles(Path folder, String token) {
    /** Those of a host that has no team. */
    static final TeamFiles NONE = new TeamFiles(Path.of("/tmp"), "");

    private static final int TOKEN_BYTES = 12;

    /** Returns the place for a team. */
    static TeamFiles of(TrainingEnvironment job, Map<String, String> variables, List<String> team) {
        String identity = String.join(
                "\n",
                job.layout().base().toString(),
                variables.getOrDefault("TRAINING_JOB_ARN", ""),
                variables.getOrDefault("TRAINING_JOB_NAME", ""),
                PythonText.json(job.cluster().resourceConfig().path("hosts")),
                String.join(",", team));
        String token = digest(identity);
        return new TeamFiles(Path.of("/tmp", "sagemaker-team-" + token), token);
    }

    /** Returns the script that starts a rank with the variables of its host. */
    public Path rankScript() {
        return folder.resolve("rank");
    }

    /** Returns the file that says that no more ranks are to start. */
    public Path stopped() {
        return folder.resolve("stopped");
    }

    /** Returns the list of hosts in MPI's form: {@code algo-1 slots=4}. */
    public Path hostfile() {
        return folder.resolve("hostfile");
    }

    /** Returns the settings with which ssh reaches the other hosts. */
    public Path sshConfig() {
        return folder.resolve("ssh_config");
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, TOKEN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
