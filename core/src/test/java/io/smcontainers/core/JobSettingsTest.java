package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobSettingsTest {
    @TempDir
    private Path base;

    private JobFolder job;

    @BeforeEach
    void layOutAJob() {
        job = new JobFolder(base);
    }

    @Test
    void theLogLevelIsInfoUnlessTheJobSaysSo() {
        assertThat(job.read().settings().logLevel()).isEqualTo(JobFolder.json("20"));

        job.variable("SAGEMAKER_CONTAINER_LOG_LEVEL", "10");
        assertThat(job.read().settings().logLevel()).isEqualTo(JobFolder.json("10"));

        job.hyperparameters("{\"sagemaker_container_log_level\": \"40\"}");
        assertThat(job.read().settings().logLevel()).isEqualTo(JobFolder.json("40"));
    }

    @Test
    void theLogLevelMayBeAName() {
        job.hyperparameters("{\"sagemaker_container_log_level\": \"WARNING\"}");

        assertThat(job.read().settings().logLevel()).isEqualTo(JobFolder.json("\"WARNING\""));
    }

    @Test
    void aLogLevelThatIsNoneIsAProblem() {
        job.hyperparameters("{\"sagemaker_container_log_level\": \"loud\"}");

        assertThat(job.problem())
                .hasMessage(
                        "hyperparameters.json: 'sagemaker_container_log_level' is \"loud\"; expected a number or name of "
                                + "Python's, such as 10 (DEBUG) or 20 (INFO)");
    }

    @Test
    void aLogLevelOfTheEnvironmentThatIsNoneIsToldAsSuch() {
        job.variable("SAGEMAKER_CONTAINER_LOG_LEVEL", "true");

        assertThat(job.problem())
                .hasMessageStartingWith(
                        "environment variable SAGEMAKER_CONTAINER_LOG_LEVEL is true; expected a number");
    }

    @ParameterizedTest
    @CsvSource({
        "0, DEBUG",
        "10, DEBUG",
        "11, INFO",
        "20, INFO",
        "30, WARNING",
        "40, ERROR",
        "50, CRITICAL",
        "99, CRITICAL",
        "'\"20\"', INFO",
        "'\"NOTSET\"', DEBUG",
        "'\"DEBUG\"', DEBUG",
        "'\"INFO\"', INFO",
        "'\"WARN\"', WARNING",
        "'\"WARNING\"', WARNING",
        "'\"ERROR\"', ERROR",
        "'\"FATAL\"', CRITICAL",
        "'\"CRITICAL\"', CRITICAL"
    })
    void logLevelsArePythons(String setting, LogLevel level) {
        assertThat(LogLevel.of(JobFolder.json(setting))).hasValue(level);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"info\"", "\"\"", "20.0", "true", "null", "[20]"})
    void whatPythonTakesForNoLogLevelIsNone(String setting) {
        assertThat(LogLevel.of(JobFolder.json(setting))).isEmpty();
    }

    @Test
    void theRegionIsThatOfTheJobElseAwsDefaultRegionAndNeverAwsRegion() {
        job.variable("AWS_REGION", "us-west-2");
        assertThat(job.read().settings().region()).isEmpty();

        job.variable("AWS_DEFAULT_REGION", "us-east-1");
        assertThat(job.read().settings().region()).isEqualTo("us-east-1");

        job.hyperparameters("{\"sagemaker_region\": \"eu-west-1\"}");
        assertThat(job.read().settings().region()).isEqualTo("eu-west-1");
    }

    @Test
    void outputAndCheckpointsAreWhereTheJobSays() {
        assertThat(job.read().settings().s3Output()).isEmpty();
        assertThat(job.read().settings().checkpointDir()).isEmpty();

        job.hyperparameters("{\"sagemaker_s3_output\": \"s3://bucket/out\"}")
                .file("checkpointconfig.json", "{\"LocalPath\": \"/opt/ml/checkpoints\", \"S3Uri\": \"s3://b/c\"}");

        assertThat(job.read().settings().s3Output()).hasValue("s3://bucket/out");
        assertThat(job.read().settings().checkpointDir()).hasValue("/opt/ml/checkpoints");
    }

    @Test
    void aCheckpointPathThatIsNotAStringIsAProblem() {
        job.file("checkpointconfig.json", "{\"LocalPath\": 5}");

        assertThat(job.problem()).hasMessage("checkpointconfig.json: 'LocalPath' is 5; expected a string");
    }

    @Test
    void theDataParallelLaunchersAreLookedForOnThePath() throws Exception {
        Path bin = Files.createDirectory(base.resolve("bin"));
        Path launcher = Files.createFile(bin.resolve("smddprun"));
        job.variable("PATH", "/nowhere::" + bin);
        assertThat(job.read().settings().smddprunInstalled())
                .as("not executable")
                .isFalse();

        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(job.read().settings().smddprunInstalled()).isTrue();
        assertThat(job.read().settings().smddpmprunInstalled()).isFalse();
    }
}
