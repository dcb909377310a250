package io.smcontainers.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.JobException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
    @TempDir
    private Path folder;

    @Test
    void whatTheJobLeavesOutHasADefault() throws IOException {
        Config config = ExampleJob.iris(folder).read().hyperparameters().as(Config.class);

        assertThat(config).isEqualTo(new Config(15, 0.05, 1L, 0.0, null));
    }

    @Test
    void aMisspeltNameIsAMissingHyperparameter() throws IOException {
        ExampleJob job =
                ExampleJob.in(folder, ExampleJob.IRIS).with("epcohs", "40").with("learning_rate", "0.05");

        assertThatThrownBy(() -> job.read().hyperparameters().as(Config.class))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("'epochs'");
    }

    @ParameterizedTest
    @CsvSource({
        "epochs, 0, 'hyperparameter epochs is 0; expected at least 1'",
        "learning_rate, -1, 'hyperparameter learningRate is -1.0; expected more than 0'",
        "minimum-accuracy, 90, 'hyperparameter minimumAccuracy is 90.0; expected from 0 to 1'",
    })
    void aValueOutOfRangeIsNamed(String name, String value, String message) throws IOException {
        ExampleJob job = ExampleJob.in(folder, ExampleJob.IRIS)
                .with("epochs", "40")
                .with("learning_rate", "0.05")
                .with(name, value);

        assertThatThrownBy(() -> job.read().hyperparameters().as(Config.class)).hasStackTraceContaining(message);
    }
}
