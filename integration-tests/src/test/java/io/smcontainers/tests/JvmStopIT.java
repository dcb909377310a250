package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stop reaches the JVM as SIGTERM, so its shutdown hooks run, and have the grace time. */
@Timeout(120)
class JvmStopIT {
    private static final String SAVES = """
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Thread.sleep(%d);
                    java.nio.file.Files.createFile(java.nio.file.Path.of(System.getenv("SM_MODEL_DIR"), "checkpoint"));
                } catch (Exception e) {
                    e.printStackTrace();
                }
                if (args.length > 0) {
                    Runtime.getRuntime().halt(0);
                }
            }));
            System.out.println("ready");
            Thread.sleep(1_000_000);
            """;

    @TempDir
    private Path base;

    @Test
    void aShutdownHookHasTimeToSave() throws Exception {
        try (RunningTrain train = Train.built().started(job(2_000))) {
            train.awaitText("ready").signal("TERM");

            assertThat(train.exitCode()).as("a JVM's own after SIGTERM").isEqualTo(143);
            assertThat(train.job().has("model/checkpoint")).as(train.stderr()).isTrue();
            assertThat(train.job().failure()).contains("stop requested by SIGTERM");
            assertThat(train.pids()).isEmpty();
        }
    }

    @Test
    void aShutdownHookMayMakeTheJobASuccess() throws Exception {
        try (RunningTrain train = Train.built().started(job(0).hyperparameter("succeed", "true"))) {
            train.awaitText("ready").signal("TERM");

            assertThat(train.exitCode()).isZero();
            assertThat(train.job().has("model/checkpoint")).isTrue();
            assertThat(train.job().has("output/success")).isTrue();
        }
    }

    @Test
    void aShutdownHookThatTakesLongerIsKilled() throws Exception {
        try (RunningTrain train =
                Train.built().with("SAGEMAKER_STOP_GRACE_SECONDS", "1").started(job(1_000_000))) {
            train.awaitText("ready").signal("TERM");

            assertThat(train.exitCode()).isEqualTo(137);
            assertThat(train.job().has("model/checkpoint")).isFalse();
            assertThat(train.pids()).isEmpty();
        }
    }

    private JobFolder job(int milliseconds) {
        new JavaCode(base.resolve("classes"))
                .main("Train", SAVES.formatted(milliseconds))
                .manifest("Main-Class", "Train")
                .jar(base.resolve("src/app.jar"));
        return JobFolder.in(base).program("app.jar");
    }
}
