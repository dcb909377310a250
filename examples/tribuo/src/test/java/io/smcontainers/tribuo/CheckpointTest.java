package io.smcontainers.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

class CheckpointTest {
    private static final Checkpoint.Origin ORIGIN = new Checkpoint.Origin(0.1, 1, "sum");

    @TempDir
    private Path folder;

    @Test
    void allBitsOfTheModelComeBack() throws IOException {
        LinearSGDModel model = model();
        Checkpoint.of(3, ORIGIN, model).save(folder);

        Checkpoint loaded = Checkpoint.load(folder, ORIGIN).orElseThrow();

        assertThat(loaded.epoch()).isEqualTo(3);
        assertThat(ExampleJob.weights(loaded.model())).isEqualTo(ExampleJob.weights(model));
    }

    @Test
    void aFolderWithoutOneIsTheStartOfAJob() {
        assertThat(Checkpoint.load(folder.resolve("none"), ORIGIN)).isEmpty();
    }

    @Test
    void halfAFileThatAKillLeftBehindIsNoCheckpoint() throws IOException {
        Files.writeString(folder.resolve("checkpoint.zip.tmp"), "PK");
        assertThat(Checkpoint.load(folder, ORIGIN)).isEmpty();

        Checkpoint.of(1, ORIGIN, model()).save(folder);
        assertThat(Checkpoint.load(folder, ORIGIN)).isPresent();
    }

    @Test
    void trainingDoesNotGoOnFromAnotherJobsModel() throws IOException {
        Checkpoint.of(1, ORIGIN, model()).save(folder);

        assertThatThrownBy(() -> Checkpoint.load(folder, new Checkpoint.Origin(0.2, 1, "sum")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is of another job", "learningRate=0.1", "learningRate=0.2", "Delete it");
    }

    @Test
    void aDamagedOneIsRefusedUnlessTheDamageIsNotInWhatItHolds() throws IOException {
        LinearSGDModel model = model();
        Checkpoint.of(1, ORIGIN, model).save(folder);
        byte[] content = Files.readAllBytes(Checkpoint.file(folder));
        int refused = 0;
        for (int at = 0; at < content.length; at += 13) {
            byte[] damaged = content.clone();
            damaged[at] ^= 1;
            refused += refuses(damaged, model) ? 1 : 0;
        }
        // Each entry's name, date and place in the file are there twice.
        assertThat(refused).isGreaterThan(content.length / 13 * 9 / 10);
        assertThat(refuses(Arrays.copyOf(content, content.length / 2), model)).isTrue();
        assertThat(refuses(new byte[0], model)).isTrue();
    }

    private boolean refuses(byte[] content, LinearSGDModel model) throws IOException {
        Files.write(Checkpoint.file(folder), content);
        try {
            Checkpoint checkpoint = Checkpoint.load(folder, ORIGIN).orElseThrow();
            assertThat(ExampleJob.weights(checkpoint.model())).isEqualTo(ExampleJob.weights(model));
            return false;
        } catch (Failure e) {
            assertThat(e)
                    .hasMessageContaining("checkpoint.zip is damaged: ")
                    .hasMessageEndingWith("Delete it to start anew");
            return true;
        }
    }

    private static LinearSGDModel model() throws IOException {
        LabelledData iris = LabelledData.read(ExampleJob.IRIS.resolve("training"));
        return EpochTrainer.train(1, null, iris.rows(), new Config(1, 0.1, 1L, null, null));
    }
}
