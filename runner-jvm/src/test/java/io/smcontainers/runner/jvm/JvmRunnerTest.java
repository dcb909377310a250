package io.smcontainers.runner.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.core.JobReader;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmRunnerTest {
    @TempDir
    Path base;

    private final Map<String, String> variables = new HashMap<>();
    private final JvmRunner runner = new JvmRunner();

    @BeforeEach
    void describeHost() throws IOException {
        Path config = Files.createDirectories(base.resolve("input/config"));
        Files.writeString(
                config.resolve("resourceconfig.json"), "{\"current_host\": \"algo-1\", \"hosts\": [\"algo-1\"]}");
        Files.createDirectories(base.resolve("code"));
        variables.put("SAGEMAKER_BASE_DIR", base.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"train.jar", "lib/train.jar", "Train.java", "com.example.Train", "example.MainKt", "a.B$C"})
    void recognisesJvmProgramsAndSaysThatItDoesNotRunThem(String program) {
        assertThat(runner.supports(job(program)))
                .isEqualTo(Support.no("'" + program + "' is a JVM program, which this version does not run yet"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train.py", "train.sh", "train", "Train", "run.R", "bin/com.example.Train", "jar", "a..B"})
    void leavesOtherProgramsAlone(String program) {
        assertThat(runner.supports(job(program))).isEqualTo(Support.no("'" + program + "' is not a JVM program"));
    }

    @Test
    void takesAFileForAFileWhateverItsName() throws IOException {
        Files.createFile(base.resolve("code/notes.Rmd"));
        assertThat(runner.supports(job("notes.Rmd"))).isEqualTo(Support.no("'notes.Rmd' is not a JVM program"));
    }

    @Test
    void needsAProgram() {
        assertThat(runner.supports(job())).isEqualTo(Support.no("no program is named"));
    }

    @Test
    void refusesToPlanWhatItDoesNotSupport() {
        assertThatThrownBy(() -> runner.plan(job("train.jar")))
                .hasMessageContaining("'train.jar'")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(FrameworkRunner.class))
                .extracting(FrameworkRunner::id)
                .containsExactly("jvm");
    }

    private TrainingJob job(String program) {
        variables.put("SAGEMAKER_PROGRAM", program);
        return job();
    }

    private TrainingJob job() {
        return new TrainingJob(JobReader.read(variables), variables);
    }
}
