package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a JVM of its own: the one that runs the tests should keep its signals. */
@Timeout(60)
class OsSignalsIT {
    private Process program;

    @AfterEach
    void end() {
        program.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP", "USR1", "USR2", "CHLD"})
    void aSignalRunsItsHandlerInsteadOfEndingTheJvm(String name) throws Exception {
        try (BufferedReader lines = start("", name)) {
            assertThat(lines.readLine()).isEqualTo(name + " true");

            kill(name);

            assertThat(lines.readLine()).isEqualTo(name + " came");
        }
        assertThat(program.waitFor()).isZero();
    }

    @Test
    void aSignalThatTheJvmKeepsOrThatThereIsNotIsRefused() throws Exception {
        try (BufferedReader lines = start("", "QUIT", "SEGV", "NONE")) {
            assertThat(List.of(lines.readLine(), lines.readLine(), lines.readLine()))
                    .containsExactly("QUIT false", "SEGV false", "NONE false");
        }
    }

    @Test
    void aSignalThatWasIgnoredStaysIgnored() throws Exception {
        try (BufferedReader lines = start("trap '' HUP USR1; ", "HUP", "USR1", "TERM")) {
            assertThat(List.of(lines.readLine(), lines.readLine(), lines.readLine()))
                    .containsExactly("HUP false", "USR1 false", "TERM true");

            kill("HUP");
            kill("USR1");
            kill("TERM");

            assertThat(lines.readLine()).isEqualTo("TERM came");
        }
        assertThat(program.waitFor()).isZero();
    }

    private BufferedReader start(String before, String... names) throws IOException {
        program = new ProcessBuilder(
                        // These tests may run under nohup, or in the background of a shell, where signals are ignored.
                        "env",
                        "--default-signal",
                        "sh",
                        "-c",
                        before + "exec \"$0\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp \"$1\" \"$2\" "
                                + String.join(" ", names),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        SignalProgram.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return program.inputReader();
    }

    private void kill(String name) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + name + " " + program.pid())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
