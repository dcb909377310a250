package io.smcontainers.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.TestJob;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCommandsTest {
    @TempDir
    Path base;

    private TestJob job;

    @BeforeEach
    void makeJob() {
        job = new TestJob(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpNamesAllCommandsAndExitCodes(String option) {
        assertThat(run(option)).isZero();
        assertThat(job.stdout().text())
                .startsWith("Usage: train [train]\n       train COMMAND ...\n")
                .contains("\n  local ", "\n  env ", "\n  doctor ", "\n  warm ", "SAGEMAKER_BASE_DIR")
                .contains("65 bad archive", "66 no program", "69 ", "70 ", "74 ", "77 ", "78 wrong configuration");
        assertThat(job.stderr().text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "local,--hyperparameter",
        "local,--channel",
        "local,--source-dir",
        "local,--output",
        "env,--export",
        "env,--json",
        "doctor,--json",
        "warm,train.jsa"
    })
    void eachCommandHasHelp(String command, String word) {
        assertThat(run(command, "--help")).isZero();
        assertThat(job.stdout().text()).startsWith("Usage: train " + command).contains(word);
    }

    @Test
    void versionNamesUsAndJava() {
        assertThat(run("--version")).isZero();
        assertThat(job.stdout().text())
                .startsWith("train ")
                .endsWith(" (Java " + System.getProperty("java.version") + ")\n");
    }

    @Test
    void aCommandThatThereIsNotIsRefused() {
        assertThat(run("dcotor")).isEqualTo(2);
        assertThat(job.stderr().text()).contains("'dcotor'", "Did you mean: train doctor?");
        assertThat(job.stdout().text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "local",
        "local --channel=training x.sh",
        "local --hyperparameter",
        "env --json --export",
        "doctor --all"
    })
    void whatMakesNoSenseIsRefused(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(job.stderr().text()).contains("Usage: train ");
    }

    private int run(String... arguments) {
        return LocalCommands.run(job.surroundings(), arguments);
    }
}
