package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Tribuo example as a job. */
@Timeout(120)
class JvmExampleIT {
    private static final Path IRIS = Train.home().resolve("examples/iris/data");
    private static final Pattern HELD_OUT = Pattern.compile("the saved model is right on ([0-9.]+) of the validation");

    @TempDir
    private Path base;

    private JobFolder job;

    @BeforeEach
    void layOut() throws IOException {
        job = JobFolder.in(base)
                .program("classifier.jar")
                .hyperparameter("sagemaker_submit_directory", System.getProperty("example.code"))
                .hyperparameter("learning-rate", "0.05")
                .hyperparameter("checkpoint-dir", base.resolve("checkpoints").toString())
                .write("input/config/inputdataconfig.json", """
                        {"training": {"TrainingInputMode": "File"}, "validation": {"TrainingInputMode": "File"}}
                        """);
        for (String channel : List.of("training", "validation")) {
            try (Stream<Path> files = Files.list(IRIS.resolve(channel))) {
                files.forEach(file -> copy(file, "input/data/" + channel + "/" + file.getFileName()));
            }
        }
    }

    @Test
    void itLearnsIrisWellEnough() {
        Train.Result result =
                Train.built().on(job.hyperparameter("epochs", "40")).run();

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        Matcher accuracy = HELD_OUT.matcher(result.stdout());
        assertThat(accuracy.find()).as(result.stdout()).isTrue();
        assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThanOrEqualTo(0.9);
        assertThat(job.has("model/model.tribuo")).isTrue();
    }

    @Test
    void stoppedItSavesItsWorkAndGoesOnFromThereTheNextTime() throws Exception {
        job.hyperparameter("epochs", "1000000");
        try (RunningTrain train = Train.built().started(job)) {
            train.awaitText("epoch 3/").signal("TERM");

            assertThat(train.exitCode()).as(train.stderr()).isZero();
            assertThat(train.stdout()).contains("stopped early, after epoch ");
            assertThat(job.has("output/success")).isTrue();
        }
        try (RunningTrain train = Train.built().started(job)) {
            train.awaitText("resumed after epoch ").signal("TERM");
            assertThat(train.exitCode()).isZero();
        }
    }

    private void copy(Path file, String name) {
        try {
            job.write(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
