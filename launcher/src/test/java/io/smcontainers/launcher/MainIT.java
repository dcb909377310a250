package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, in a JVM of its own. */
@Timeout(60)
class MainIT {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Path WITH_ODD_VARIABLE =
            Path.of("src/test/programs/with-odd-variable.sh").toAbsolutePath();

    @TempDir
    Path base;

    @TempDir
    Path output;

    @Test
    void endsWithTheExitCodeOfTheUsersProgram() throws Exception {
        script("echo \"$@\"; echo 'what went wrong' >&2; exit 3").hyperparameter("lr", "0.1");

        assertThat(start(train()).waitFor()).isEqualTo(3);

        assertThat(stdout()).isEqualTo("--lr 0.1\n");
        assertThat(stderr()).contains("\nwhat went wrong\n").contains(" the job failed; exit code 3\n");
        assertThat(base.resolve("output/failure")).content().startsWith("ExecuteUserScriptError:\nExitCode 3\n");
    }

    @Test
    void theArgumentTrainMeansTheSameAsNone() throws Exception {
        script("echo trained");

        assertThat(start(train("train")).waitFor()).isZero();

        assertThat(stdout()).isEqualTo("trained\n");
        assertThat(base.resolve("output/success")).exists();
    }

    @Test
    void sigtermReachesTheProgramWhoseExitCodeCounts() throws Exception {
        script("trap 'exit 7' TERM; echo ready; while :; do :; done");
        Process train = builder(train(), Map.of())
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        try (BufferedReader lines = train.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("ready");

            // Not Process.destroy, which closes the pipes as well.
            train.toHandle().destroy();

            assertThat(train.waitFor()).isEqualTo(7);
        }
        assertThat(base.resolve("output/failure")).content().startsWith("ExecuteUserScriptError:\nExitCode 7\n");
    }

    @Test
    void aVariableThatIsNotUtf8Survives() throws Exception {
        script("cat /proc/$$/environ");
        List<String> command = new ArrayList<>(List.of(WITH_ODD_VARIABLE.toString()));
        command.addAll(train());

        assertThat(start(command).waitFor()).isZero();

        byte[] odd = {0, 'O', 'D', 'D', '=', 'a', (byte) 0xff, 'b', 0};
        assertThat(latin1(Files.readAllBytes(output.resolve("stdout")))).contains(latin1(odd));
    }

    @Test
    void theStartScriptsOwnVariablesDoNotReachTheProgram() throws Exception {
        script("env");

        assertThat(start(train(), Map.of("TRAIN_SAVED_JAVA_TOOL_OPTIONS", "-Xmx4g", "TRAIN_SAVED_LC_ALL", ""))
                        .waitFor())
                .isZero();

        assertThat(stdout())
                .contains("JAVA_TOOL_OPTIONS=-Xmx4g\n")
                .doesNotContain("TRAIN_SAVED_")
                .doesNotContain("LC_ALL=");
    }

    @Test
    void aDefectOfOursEndsTheJvmToo() throws Exception {
        // Without a locale the JVM cannot even say the folder's name.
        Map<String, String> variables = Map.of("SAGEMAKER_BASE_DIR", base + "/données", "LC_ALL", "POSIX");

        assertThat(start(train(), variables).waitFor()).isEqualTo(70);

        assertThat(stderr()).startsWith("Framework Error: java.nio.file.InvalidPathException: ");
    }

    @Test
    void warmingEndsInTheOrdinaryWay() throws Exception {
        Path archive = output.resolve("train.jsa");
        List<String> command = train("warm");
        // The JVM archives no classes from folders, such as those of the tests.
        command.replaceAll(argument -> argument.replaceAll("(?<=^|:)[^:]*test-classes:", ""));
        command.add(1, "-XX:ArchiveClassesAtExit=" + archive);

        assertThat(start(command).waitFor()).as(this::stderr).isZero();

        assertThat(archive).isNotEmptyFile();
    }

    @Test
    void aCommandThatRunsNoJobEndsAtASignalAsAnyCommandDoes() throws Exception {
        new TestJob(base);
        Path parameters = base.resolve("input/config/hyperparameters.json");
        Files.delete(parameters);
        // A file to wait for in vain.
        assertThat(new ProcessBuilder("mkfifo", parameters.toString()).start().waitFor())
                .isZero();
        Process train = start(train("env"));
        OutputStream opened = Files.newOutputStream(parameters);
        try (opened) {
            train.destroy();

            assertThat(train.waitFor()).isEqualTo(143);
        }
    }

    @Test
    void otherArgumentsAreForPeople() throws Exception {
        assertThat(start(train("--version")).waitFor()).isZero();
        assertThat(stdout()).startsWith("train ");
    }

    private TestJob script(String text) {
        return TestJob.script(base, text + "\n");
    }

    private List<String> train(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dsmcontainers.home=" + output,
                "-classpath",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        return start(command, Map.of());
    }

    private Process start(List<String> command, Map<String, String> variables) throws IOException {
        return builder(command, variables).start();
    }

    private ProcessBuilder builder(List<String> command, Map<String, String> variables) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output.resolve("stdout").toFile())
                .redirectError(output.resolve("stderr").toFile());
        builder.environment().put("SAGEMAKER_BASE_DIR", base.toString());
        builder.environment().putAll(variables);
        return builder;
    }

    private String stdout() throws IOException {
        return Files.readString(output.resolve("stdout"));
    }

    private String stderr() {
        try {
            return Files.readString(output.resolve("stderr"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
