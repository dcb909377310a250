package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.RunningTrainingJob;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingJobResult;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that is stopped or killed, in a container. */
@Tag(ToolkitImages.TAG)
class StopContainerIT {
    private static final String SAVES = """
            #!/bin/sh
            trap 'sleep 2; echo 7 >/opt/ml/checkpoints/epoch; echo model >"$SM_MODEL_DIR/model"; exit 0' TERM
            echo ready
            while true; do sleep 0.1; done
            """;

    @ParameterizedTest(name = "under an init: {0}")
    @ValueSource(booleans = {false, true})
    void aStoppedJobSavesItsCheckpointAndEndsWell(boolean init) {
        TrainingJobResult result = job(SAVES)
                .checkpoints()
                .container(options ->
                        options.with(command -> command.getHostConfig().withInit(init)))
                .stopWhenLogSays("ready")
                .run();

        assertThat(result.exitCode()).as(result::toString).isZero();
        assertThat(result.status()).isEqualTo(JobStatus.STOPPED);
        assertThat(result.first().checkpoints().text("epoch")).isEqualTo("7\n");
        assertThat(result.model().has("model")).isTrue();
        assertThat(result.first().output().has("success")).isTrue();
        assertThat(result.first().duration()).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aProgramThatDoesNotKnowSigtermEndsWith143AndTheReasonSaysWhy() {
        TrainingJobResult result = job("#!/bin/sh\necho ready\nexec sleep 1000\n")
                .stopWhenLogSays("ready")
                .run();

        assertThat(result.exitCode()).as(result::toString).isEqualTo(143);
        assertThat(result.first().failure()).contains("stop requested by SIGTERM");
    }

    @Test
    void aProgramThatIgnoresTheStopIsKilledBeforeThePlatformKillsUs() {
        TrainingJobResult result = job("#!/bin/sh\ntrap '' TERM\necho ready\nwhile true; do sleep 0.1; done\n")
                .environment("SAGEMAKER_STOP_GRACE_SECONDS", "3")
                .stopWhenLogSays("ready")
                .run();

        assertThat(result.exitCode()).as(result::toString).isEqualTo(137);
        assertThat(result.first().failure())
                .contains("stop requested by SIGTERM; the program did not end in time and was killed");
        assertThat(result.first().duration()).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void whatTheProgramLeavesBehindEndsBeforeUs() {
        TrainingJobResult result = job("#!/bin/sh\n(trap '' TERM; exec sleep 1000) & sleep 2000 & exit 4\n")
                .environment("SAGEMAKER_STOP_GRACE_SECONDS", "1")
                .environment("SAGEMAKER_OUTPUT_DRAIN_SECONDS", "1")
                .watchingLeftovers()
                .run();

        assertThat(result.exitCode()).as(result::toString).isEqualTo(4);
        assertThat(result.first().leftoverProcesses()).isEmpty();
    }

    /** Nothing can be written any more: the service sees the exit code alone. */
    @Test
    void aKilledContainerIsAFailureWithoutAReason() {
        try (RunningTrainingJob running = job(SAVES).start()) {
            running.awaitLine("algo-1", "ready").signal("algo-1", "KILL");

            TrainingJobResult result = running.await();

            assertThat(result.status()).isEqualTo(JobStatus.FAILED);
            assertThat(result.failureReason()).contains("AlgorithmError: , exit code: 137");
        }
    }

    private static SageMakerTrainingJob job(String script) {
        return SageMakerTrainingJob.of(ToolkitImages.on("base"))
                .program("train.sh")
                .code("train.sh", script);
    }
}
