package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {
    @TempDir
    private Path base;

    private JobFolder job;

    @BeforeEach
    void layOutAJob() {
        job = new JobFolder(base);
    }

    @Test
    void aChannelHasAFolderWhetherItExistsOrNot() {
        job.inputDataConfig("{\"training\": {\"ContentType\": \"text/csv\", \"Unknown\": 1}, \"val-1.0\": {}}");

        TrainingEnvironment read = job.read();

        assertThat(read.channels().byName()).containsOnlyKeys("training", "val-1.0");
        assertThat(read.channel("training").path()).isEqualTo(base.resolve("input/data/training"));
        assertThat(read.channel("training").contentType()).hasValue("text/csv");
        assertThat(read.channel("training").inputMode()).isEqualTo("File");
        assertThat(read.channel("val-1.0").contentType()).isEmpty();
    }

    @Test
    void aPipeChannelHasAFifoForEachEpoch() {
        job.inputDataConfig("{\"training\": {\"TrainingInputMode\": \"Pipe\", \"ContentType\": null}}");

        Channel channel = job.read().channel("training");

        assertThat(channel.inputMode()).isEqualTo("Pipe");
        assertThat(channel.contentType()).isEmpty();
        assertThat(channel.pipe(0)).isEqualTo(base.resolve("input/data/training_0"));
        assertThat(channel.pipe(12)).isEqualTo(base.resolve("input/data/training_12"));
    }

    @Test
    void askingForAnUnknownChannelNamesThoseThereAre() {
        job.inputDataConfig("{\"training\": {}, \"test\": {}}");
        TrainingEnvironment read = job.read();

        assertThatThrownBy(() -> read.channel("train"))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
                .hasMessage("inputdataconfig.json: there is no channel 'train'; the job has [training, test]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"File\"", "null", "[]", "5"})
    void aChannelThatIsNotAnObjectIsAProblem(String description) {
        job.inputDataConfig("{\"training\": " + description + "}");

        assertThat(job.problem())
                .hasMessage("inputdataconfig.json: 'training' is " + description
                        + "; expected an object, as in {\"TrainingInputMode\": \"File\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "../x"})
    void aChannelsNameIsAFileName(String name) {
        job.inputDataConfig("{\"" + name + "\": {}}");

        assertThat(job.problem())
                .hasMessage("inputdataconfig.json: the channel name '" + name
                        + "' is not a file name; expected letters, digits, '.', '_' and '-'");
    }
}
