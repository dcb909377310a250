package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.HyperparameterStyle;
import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.LogLine;
import io.smcontainers.testing.RunningTrainingJob;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingJobResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SageMaker's side, as the emulator plays it, with an image whose {@code train} is a few lines of shell. */
@Tag(ToolkitImages.TAG)
class EmulatorIT {
    @TempDir
    private Path folder;

    @Test
    void theFilesAreThoseOfTheServiceWithValuesAsTheSdkEncodesThem() {
        TrainingJobResult result = job("cat /opt/ml/input/config/*.json; cat /opt/ml/input/data/training/rows.csv; env")
                .name("my-job")
                .hyperparameter("optimizer", "adam")
                .hyperparameter("epochs", 5)
                .encodedHyperparameter("odd", "not \"JSON")
                .channel("training", file("rows.csv", "1,2,3\n"), "text/csv")
                .checkpoints()
                .environment("COLOUR", "blue")
                .run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.log().stdout())
                .contains("{\"LocalPath\":\"/opt/ml/checkpoints\"}")
                .contains("{\"epochs\":\"5\",\"odd\":\"not \\\"JSON\",\"optimizer\":\"\\\"adam\\\"\"}")
                .contains("{\"training\":{\"TrainingInputMode\":\"File\",\"S3DistributionType\":\"FullyReplicated\","
                        + "\"RecordWrapperType\":\"None\",\"ContentType\":\"text/csv\"}}")
                .contains("{\"current_host\":\"algo-1\",\"current_instance_type\":\"ml.m5.xlarge\","
                        + "\"current_group_name\":\"homogeneousCluster\",\"hosts\":[\"algo-1\"],\"instance_groups\":["
                        + "{\"instance_group_name\":\"homogeneousCluster\",\"instance_type\":\"ml.m5.xlarge\","
                        + "\"hosts\":[\"algo-1\"]}],\"network_interface_name\":\"eth0\",\"topology\":null}")
                .contains("1,2,3\n")
                .contains("COLOUR=blue\n")
                .contains("TRAINING_JOB_NAME=my-job\n");
    }

    @Test
    void plainValuesAreTheBareTexts() {
        TrainingJobResult result = job("cat /opt/ml/input/config/hyperparameters.json")
                .hyperparameterStyle(HyperparameterStyle.PLAIN)
                .hyperparameter("optimizer", "adam")
                .hyperparameter("nesterov", true)
                .run();

        assertThat(result.log().stdout()).isEqualTo("{\"nesterov\":\"True\",\"optimizer\":\"adam\"}\n");
    }

    @Test
    void aFailureIsToldAsDescribeTrainingJobTellsIt() {
        TrainingJobResult result =
                job("echo out; echo err >&2; head -c 2000 /dev/zero | tr '\\0' x >/opt/ml/output/failure; exit 7")
                        .run();

        assertThat(result.status()).isEqualTo(JobStatus.FAILED);
        assertThat(result.failureReason()).contains("AlgorithmError: " + "x".repeat(1024) + ", exit code: 7");
        assertThat(result.log().stdout()).isEqualTo("out\n");
        assertThat(result.log().stderr()).isEqualTo("err\n");
    }

    @Test
    void whatTheJobLeavesCanBeRead() {
        TrainingJobResult result = job("mkdir /opt/ml/model/1; echo weights >/opt/ml/model/1/model.bin;"
                        + " echo metrics >/opt/ml/output/data/metrics; echo 3 >/opt/ml/checkpoints/epoch")
                .checkpoints()
                .run();

        assertThat(result.model().names()).containsExactly("1/model.bin");
        assertThat(result.model().text("1/model.bin")).isEqualTo("weights\n");
        assertThat(result.first().output().text("data/metrics")).isEqualTo("metrics\n");
        assertThat(result.first().checkpoints().text("epoch")).isEqualTo("3\n");
    }

    @Test
    void linesCarryTheTimeAtWhichTheyWereWritten() {
        TrainingJobResult result = job("echo one; sleep 1; echo two; head -c 40000 /dev/zero | tr '\\0' x; echo")
                .run();

        Instant one = result.log().first("one").map(LogLine::at).orElseThrow();
        Instant two = result.log().first("two").map(LogLine::at).orElseThrow();
        assertThat(Duration.between(one, two)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(20));
        assertThat(result.log().lines()).hasSize(3);
        assertThat(result.log().lines().get(2).text()).isEqualTo("x".repeat(40_000));
    }

    @Test
    void aStopIsSigtermAndThenSigkill() {
        TrainingJobResult result = job("trap 'echo stopping' TERM; echo ready; while true; do sleep 0.1; done")
                .stopWhenLogSays("ready")
                .stopGrace(Duration.ofSeconds(2))
                .run();

        assertThat(result.status()).isEqualTo(JobStatus.STOPPED);
        assertThat(result.exitCode()).isEqualTo(137);
        assertThat(result.log().stdout()).isEqualTo("ready\nstopping\n");
        assertThat(result.failureReason()).isEmpty();
    }

    @Test
    void hostsHaveNamesAndOneMayStartLateBeKilledOrLoseItsNetwork() {
        try (RunningTrainingJob running =
                job("until getent hosts algo-2; do sleep 0.1; done; hostname; echo met; sleep 1000 & wait")
                        .instanceGroup("parameters", "ml.c5.large", 1)
                        .instanceGroup("workers", "ml.g5.xlarge", 1)
                        .startDelay("algo-2", Duration.ofSeconds(2))
                        .start()) {
            running.awaitLine("algo-1", "met").awaitLine("algo-2", "met");
            assertThat(running.exec("algo-1", "getent", "hosts", "algo-2")).contains("algo-2");
            running.disconnect("algo-2");
            assertThat(running.exec("algo-1", "getent", "hosts", "algo-2")).isEmpty();
            running.connect("algo-2");
            assertThat(running.exec("algo-1", "getent", "hosts", "algo-2")).contains("algo-2");
            running.signal("algo-2", "KILL");
            running.signal("algo-1", "KILL");

            TrainingJobResult result = running.await();

            assertThat(result.host("algo-2").exitCode()).isEqualTo(137);
            assertThat(result.host("algo-1").log().stdout()).contains("\nalgo-1\n");
            assertThat(Duration.between(
                            result.host("algo-1").started(),
                            result.host("algo-2").started()))
                    .isGreaterThan(Duration.ofMillis(1900));
            assertThat(result.failureReason()).contains("AlgorithmError: , exit code: 137");
        }
    }

    @Test
    void whatTheProgramLeavesRunningIsNamed() {
        TrainingJobResult result =
                job("sleep 1234 & exit 5").watchingLeftovers().run();

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.first().leftoverProcesses()).containsExactly("sleep 1234");
    }

    private static SageMakerTrainingJob job(String script) {
        return SageMakerTrainingJob.of(ToolkitImages.tag("base"))
                .container(options -> options.entryPoint("/bin/sh", "-c", script));
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
