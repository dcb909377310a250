package io.smcontainers.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankScriptIT {
    @TempDir
    private Path folder;

    private final Map<String, String> variables = new LinkedHashMap<>(Map.of("PATH", System.getenv("PATH")));

    @Test
    void valuesArriveAsTheyAre() throws IOException, InterruptedException {
        String value = "it's \"two\"\nlines $HOME `id` \\ é ";
        variables.put("VALUE", value);
        variables.put("SM_HP_BATCH-SIZE", "4 5");

        assertThat(run("printenv", "VALUE")).isEqualTo(value + "\n");
        assertThat(run("printenv", "SM_HP_BATCH-SIZE")).isEqualTo("4 5\n");
        assertThat(run("printf", "%s|", "a b", "it's", "", "$x")).isEqualTo("a b|it's||$x|");
        assertThat(run("pwd")).isEqualTo(folder.toRealPath() + "\n");
    }

    @Test
    void whatMpiSaysIsKeptAndWhatSshSaysIsNot() throws IOException, InterruptedException {
        variables.put("OMPI_COMM_WORLD_RANK", "of the leader");

        assertThat(run("printenv", "OMPI_COMM_WORLD_RANK")).isEqualTo("7\n");
        assertThat(run("sh", "-c", "echo ${SSH_CLIENT-none}")).isEqualTo("none\n");
    }

    @Test
    void aRankOfAStoppedJobDoesNotStart() throws IOException, InterruptedException {
        Files.createFile(stopped());
        assertThat(run("echo", "started")).isEmpty();
    }

    private Path stopped() {
        return folder.resolve("it's stopped");
    }

    private String run(String... argv) throws IOException, InterruptedException {
        Path script = folder.resolve("rank");
        Files.writeString(script, RankScript.of(List.of(argv), folder.toRealPath(), variables, "algo-2", stopped()));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString()).redirectErrorStream(true);
        builder.environment().put("OMPI_COMM_WORLD_RANK", "7");
        builder.environment().put("SSH_CLIENT", "10.0.0.1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
