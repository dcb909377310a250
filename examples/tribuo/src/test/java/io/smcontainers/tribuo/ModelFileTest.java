package io.smcontainers.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

class ModelFileTest {
    @TempDir
    private Path folder;

    private ModelFile file = ModelFile.in(Path.of(""));

    @BeforeEach
    void save() throws IOException {
        LabelledData iris = LabelledData.read(ExampleJob.IRIS.resolve("training"));
        LinearSGDModel model = EpochTrainer.train(1, null, iris.rows(), new Config(1, 0.1, 1L, null, null));
        file = ModelFile.in(folder);
        file.save(model);
    }

    @Test
    void everyDamagedByteIsNoticed() throws IOException {
        byte[] content = Files.readAllBytes(file.file());
        for (int at = 0; at < content.length; at += 97) {
            byte[] damaged = content.clone();
            damaged[at] ^= 1;
            Files.write(file.file(), damaged);

            assertThatThrownBy(file::load).as("byte %d", at).hasMessageContaining("model.tribuo is damaged");
        }
    }

    @Test
    void aModelWithoutItsSumIsRefused() throws IOException {
        Files.delete(folder.resolve("model.tribuo.sha256"));

        assertThatThrownBy(file::load).hasMessageContaining("model.tribuo.sha256 is missing");
    }

    @Test
    void aFolderWithoutModelIsRefused() throws IOException {
        Files.delete(file.file());

        assertThatThrownBy(file::load).hasMessageContaining("there is no model here");
    }

    @Test
    void whatIsNoModelIsRefusedEvenIfItsSumIsRight() throws IOException {
        byte[] text = "not a model\n".getBytes(StandardCharsets.UTF_8);
        Files.write(file.file(), text);
        Files.writeString(folder.resolve("model.tribuo.sha256"), Sha256.hex(text) + "  model.tribuo\n");

        assertThatThrownBy(file::load)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is not a model that tells classes apart");
    }

    @Test
    void nothingElseIsLeftInTheFolder() throws IOException {
        try (var content = Files.list(folder)) {
            assertThat(content.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("model.tribuo", "model.tribuo.sha256");
        }
    }
}
