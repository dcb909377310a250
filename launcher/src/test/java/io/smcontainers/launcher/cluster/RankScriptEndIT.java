package io.smcontainers.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.process.UnixSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a rank ends, under each shell of this machine that may be the {@code /bin/sh} of an image. */
@Timeout(60)
class RankScriptEndIT {
    @TempDir
    private Path folder;

    private int exitCode;

    @ParameterizedTest
    @MethodSource("shells")
    void aProgramThatFailsIsNamedAndItsExitCodeKept(String shell) throws IOException, InterruptedException {
        assertThat(run(shell, "sh", "-c", "echo 'no disk' >&2; exit 9"))
                .isEqualTo("no disk\ntrain: MPI rank 7 on algo-2 ended with exit code 9\n");
        assertThat(exitCode).isEqualTo(9);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aProgramThatASignalKilledIsNamedAndKillsTheShellToo(String shell) throws IOException, InterruptedException {
        for (UnixSignal signal : List.of(UnixSignal.KILL, UnixSignal.SEGV, UnixSignal.TERM, UnixSignal.PIPE)) {
            assertThat(run(shell, "sh", "-c", "kill -s " + signal.name() + " $$"))
                    .isEqualTo("train: MPI rank 7 on algo-2 ended with exit code " + signal.exitCode() + " (" + signal
                            + ")\n");
            assertThat(exitCode).isEqualTo(signal.exitCode());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void nothingIsSaidOfAProgramThatSucceeds(String shell) throws IOException, InterruptedException {
        assertThat(run(shell, "true")).isEmpty();
        assertThat(exitCode).isZero();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void anExitCodeThatStandsForNoSignalThatEndsIsOnlyACode(String shell) throws IOException, InterruptedException {
        for (int code : new int[] {147, 200, 255}) {
            assertThat(run(shell, "sh", "-c", "exit " + code))
                    .isEqualTo("train: MPI rank 7 on algo-2 ended with exit code " + code + "\n");
            assertThat(exitCode).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aProgramThatDoesNotStartIsNamed(String shell) throws IOException, InterruptedException {
        assertThat(run(shell, "/no/such/program"))
                .contains("/no/such/program")
                .endsWith("train: MPI rank 7 on algo-2 ended with exit code 127\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aSignalToBothIsHandledByTheProgram(String shell) throws IOException, InterruptedException {
        String lines = "trap 'echo saved; exit 0' %s; exec 2>/dev/null; echo up; while :; do sleep 0.02; done";
        for (String signal : List.of("TERM", "INT", "HUP", "USR1", "USR2")) {
            Process process = started(shell, "sh", "-c", lines.formatted(signal));
            assertThat(signalled(process, signal)).isEqualTo("saved\n");
            assertThat(exitCode).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aRankThatMpirunEndsIsNotToBlame(String shell) throws IOException, InterruptedException {
        assertThat(signalled(started(shell, "sh", "-c", "echo up; exec sleep 60"), "TERM"))
                .isEmpty();
        assertThat(exitCode).isEqualTo(143);
        String failing = "trap 'exit 5' TERM; exec 2>/dev/null; echo up; while :; do sleep 0.02; done";
        assertThat(signalled(started(shell, "sh", "-c", failing), "TERM")).isEmpty();
        assertThat(exitCode).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aRankThatFailsToSaveItsWorkAfterAStopRequestIsNamed(String shell) throws IOException, InterruptedException {
        String failing = "trap 'exit 5' TERM; exec 2>/dev/null; echo up; while :; do sleep 0.02; done";
        Process process = started(shell, "sh", "-c", failing);
        assertThat(process.inputReader().readLine()).isEqualTo("up");
        Files.createFile(stopped());
        assertThat(ended(process, "TERM")).isEqualTo("train: MPI rank 7 on algo-2 ended with exit code 5\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void theProgramGetsStandardInput(String shell) throws IOException, InterruptedException {
        Process process = started(shell, "cat");
        try (var stdin = process.outputWriter()) {
            stdin.write("one\ntwo\n");
        }
        assertThat(outputOf(process)).isEqualTo("one\ntwo\n");
    }

    private static List<String> shells() {
        return Stream.of("/bin/sh", "/bin/bash --posix", "/usr/bin/busybox sh")
                .filter(shell -> Files.isExecutable(Path.of(shell.split(" ")[0])))
                .toList();
    }

    private Path stopped() {
        return folder.resolve("it's stopped");
    }

    private String run(String shell, String... argv) throws IOException, InterruptedException {
        return outputOf(started(shell, argv));
    }

    private Process started(String shell, String... argv) throws IOException {
        Path script = folder.resolve("rank");
        Files.writeString(
                script,
                RankScript.of(
                        List.of(argv),
                        folder.toRealPath(),
                        Map.of("PATH", System.getenv("PATH")),
                        "algo-2",
                        stopped()));
        // These tests may run under nohup, or in the background of a shell, where signals are ignored.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal", "setsid"));
        command.addAll(List.of(shell.split(" ")));
        command.add(script.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OMPI_COMM_WORLD_RANK", "7");
        return builder.start();
    }

    private String outputOf(Process process) throws IOException, InterruptedException {
        String output = process.inputReader().lines().map(line -> line + "\n").collect(Collectors.joining());
        exitCode = process.waitFor();
        return output;
    }

    /** Waits for a program that says that it is up, and signals its whole group, as Open MPI does. */
    private String signalled(Process process, String signal) throws IOException, InterruptedException {
        assertThat(process.inputReader().readLine()).isEqualTo("up");
        return ended(process, signal);
    }

    private String ended(Process process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", signal, "--", "-" + process.pid())
                .start()
                .waitFor();
        return outputOf(process);
    }
}
