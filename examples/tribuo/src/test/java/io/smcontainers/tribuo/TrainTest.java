package io.smcontainers.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {
    @TempDir
    private Path folder;

    @Test
    void irisIsLearnt() throws IOException {
        ExampleJob job = ExampleJob.iris(folder).with("minimum-accuracy", "0.9");

        String output = run(job, () -> false);

        assertThat(output)
                .contains(
                        "120 rows to learn from, 30 held out",
                        "epoch 15/15 loss=0.",
                        "the saved model is right on 0.9");
        JsonNode metrics = metrics(job);
        assertThat(metrics.path("validation_accuracy").asDouble()).isGreaterThanOrEqualTo(0.9);
        assertThat(metrics.path("epoch").asInt()).isEqualTo(15);
        assertThat(metrics.path("stopped_early").asBoolean()).isFalse();
    }

    @Test
    void stoppedAndStartedAgainItEndsWithTheSameBitsAsUninterrupted() throws IOException {
        ExampleJob whole = ExampleJob.iris(folder.resolve("whole"));
        run(whole, () -> false);
        ExampleJob parts = ExampleJob.iris(folder.resolve("parts"));

        String first = run(parts, after(3));
        assertThat(first)
                .contains("epoch 3/15")
                .doesNotContain("epoch 4/15")
                .contains("stopped early, after epoch 3 of 15");
        assertThat(metrics(parts).path("stopped_early").asBoolean()).isTrue();
        assertThat(parts.weights()).isNotEqualTo(whole.weights());

        String second = run(parts, after(7));
        assertThat(second)
                .contains("resumed after epoch 3,")
                .contains("epoch 9/15")
                .doesNotContain("epoch 3/15");

        String third = run(parts, () -> false);
        assertThat(third).contains("epoch 15/15");
        assertThat(metrics(parts).path("resumed_after_epoch").asInt()).isEqualTo(9);
        assertThat(parts.weights()).isEqualTo(whole.weights());
    }

    @Test
    void anotherSeedMakesAnotherModel() throws IOException {
        ExampleJob one = ExampleJob.iris(folder.resolve("one"));
        ExampleJob two = ExampleJob.iris(folder.resolve("two")).with("seed", "2");
        run(one, () -> false);
        run(two, () -> false);

        assertThat(one.weights()).isNotEqualTo(two.weights());
    }

    @Test
    void aStopBeforeTheFirstEpochStillLeavesAModel() throws IOException {
        ExampleJob job = ExampleJob.iris(folder);

        assertThat(run(job, () -> true)).contains("stopped early, after epoch 1 of 15");
        assertThat(job.weights()).isNotEmpty();
    }

    @Test
    void aFinishedJobStartedAgainOnlySavesItsModelAgain() throws IOException {
        ExampleJob job = ExampleJob.iris(folder);
        run(job, () -> false);
        double[] weights = job.weights();

        assertThat(run(job, () -> false)).contains("resumed after epoch 15").doesNotContain("loss=");
        assertThat(job.weights()).isEqualTo(weights);
    }

    @Test
    void checkpointsGoWhereTheJobSaysElseWhereTheHyperparameterSays() throws IOException {
        ExampleJob job = ExampleJob.iris(folder)
                .write("input/config/checkpointconfig.json", "{\"LocalPath\":\"" + folder.resolve("kept") + "\"}");
        run(job, () -> false);
        assertThat(folder.resolve("kept/checkpoint.zip")).exists();
        assertThat(folder.resolve("checkpoints")).doesNotExist();

        run(job.with("checkpoint-dir", folder.resolve("mine").toString()), () -> false);
        assertThat(folder.resolve("mine/checkpoint.zip")).exists();
    }

    @Test
    void aModelThatIsNotGoodEnoughFailsTheJob() throws IOException {
        ExampleJob job = ExampleJob.iris(folder).with("minimum-accuracy", "1");

        assertThatThrownBy(() -> run(job, () -> false)).hasMessageContaining("less than the minimumAccuracy of 1.0");
    }

    @Test
    void stepsThatAreTooLongFailTheJobAndLeaveNoModel() throws IOException {
        ExampleJob job = ExampleJob.iris(folder).with("learning-rate", "1e308");

        assertThatThrownBy(() -> run(job, () -> false))
                .isInstanceOf(Failure.class)
                .hasMessage("the loss is NaN after epoch 1; try a lower learningRate");
        assertThat(job.path("model/model.tribuo")).doesNotExist();
    }

    private static String run(ExampleJob job, BooleanSupplier stop) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Train(job.read(), stop, new PrintStream(bytes, true, StandardCharsets.UTF_8)).run();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Asks to stop when training has looked this many times. */
    private static BooleanSupplier after(int looks) {
        AtomicInteger count = new AtomicInteger();
        return () -> count.incrementAndGet() >= looks;
    }

    private static JsonNode metrics(ExampleJob job) throws IOException {
        return new JsonMapper().readTree(Files.readAllBytes(job.path("output/data/metrics.json")));
    }
}
