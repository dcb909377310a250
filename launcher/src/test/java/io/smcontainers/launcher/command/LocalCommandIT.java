package io.smcontainers.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.TestJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalCommandIT {
    @TempDir
    Path folder;

    private TestJob surroundings;

    @BeforeEach
    void makeSurroundings() throws IOException {
        folder = folder.toRealPath();
        surroundings = new TestJob(folder.resolve("unused"));
    }

    @Test
    void runsAScriptAsAJob() throws IOException {
        script(
                "echo \"$@\"; pwd; echo \"$GREETING\"; ls \"$SM_CHANNEL_TRAINING\"; echo m > \"$SM_MODEL_DIR/model.bin\"");
        Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("iris.csv"), "");

        assertThat(local(
                        "-p",
                        "lr=0.1",
                        "-p",
                        "text=a=b c",
                        "-c",
                        "training=" + folder + "/data",
                        "-e",
                        "GREETING=hello"))
                .isZero();

        assertThat(surroundings.stdout().text()).isEqualTo("""
                --lr 0.1 --text a=b c
                %1$s/run/code
                hello
                iris.csv

                The job succeeded.
                  job folder  %1$s/run
                  model       %1$s/run/model (1 file)
                  output      %1$s/run/output/data (empty)
                """.formatted(folder));
        assertThat(folder.resolve("project/train.sh")).exists();
    }

    @Test
    void endsWithTheScriptsExitCodeAndSaysWhereTheFailureIs() throws IOException {
        script("echo 'what went wrong' >&2; exit 3");

        assertThat(local("--output", folder + "/kept")).isEqualTo(3);

        assertThat(surroundings.stdout().text())
                .contains("The job failed with exit code 3.\n")
                .contains("  model       " + folder + "/kept/model (empty)\n")
                .endsWith("  failure     " + folder + "/kept/output/failure\n");
        assertThat(folder.resolve("kept/output/failure")).content().contains("ErrorMessage \"what went wrong\"");
    }

    @Test
    void aFailureFileThatCouldNotBeWrittenDoesNotHideTheExitCode() throws IOException {
        script("rm -r \"$SM_OUTPUT_DIR\"; echo > \"$SM_OUTPUT_DIR\"; exit 3");

        assertThat(local()).isEqualTo(3);

        assertThat(surroundings.stdout().text())
                .contains("  output      " + folder + "/run/output/data (missing)\n")
                .endsWith("  failure     see the log above\n");
    }

    @Test
    void leavesTheMachinesOwnPythonAlone() throws IOException {
        script("echo \"$PIP_BREAK_SYSTEM_PACKAGES\"");

        assertThat(local()).isZero();

        assertThat(surroundings.stdout().text()).startsWith("0\n");
    }

    @Test
    void aScriptThatIsMissingIsExplained() {
        assertThat(local()).isEqualTo(66);
        assertThat(surroundings.stderr().text())
                .isEqualTo("train: SCRIPT " + folder + "/project/train.sh is not a file\n");
    }

    @Test
    void aFolderThatCannotBeMadeIsExplained() throws IOException {
        script("exit 0");
        Files.writeString(folder.resolve("file"), "");

        assertThat(local("--output", folder + "/file/kept")).isEqualTo(74);

        assertThat(surroundings.stderr().text())
                .startsWith("train: java.nio.file.")
                .doesNotContain("\tat ");
    }

    private void script(String text) throws IOException {
        Files.writeString(
                Files.createDirectory(folder.resolve("project")).resolve("train.sh"), "#!/bin/sh\n" + text + "\n");
    }

    private int local(String... options) {
        List<String> arguments = new ArrayList<>(List.of("local", "--base-dir", folder + "/run"));
        arguments.addAll(Arrays.asList(options));
        arguments.add(folder + "/project/train.sh");
        return LocalCommands.run(surroundings.surroundings(), arguments.toArray(String[]::new));
    }
}
