package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer does first: the example, with the options that the README shows. */
class LocalIT {
    private static final Path IRIS = Train.home().resolve("examples/iris");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"train.py", "train.sh"})
    void irisIsLearntAndTheModelIsWhereTheReportSays(String script) throws Exception {
        Path output = folder.resolve("out");

        Train.Result result = Train.built()
                .run(
                        "local",
                        IRIS.resolve(script).toString(),
                        "--hyperparameter",
                        "epochs=40",
                        "--channel",
                        "training=" + IRIS.resolve("data/training"),
                        "--channel",
                        "validation=" + IRIS.resolve("data/validation"),
                        "--base-dir",
                        folder.resolve("job").toString(),
                        "--output",
                        output.toString());

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout())
                .contains(
                        "epoch 40/40",
                        "The job succeeded.",
                        output.resolve("model").toRealPath() + " (1 file)");
        assertThat(output.resolve("model/model.json")).isNotEmptyFile();
        assertThat(output.resolve("output/success")).exists();
    }

    @Test
    void aFailingScriptEndsWithItsOwnExitCodeAndSaysWhereTheReasonIs() throws Exception {
        Path script = Files.writeString(
                Files.createDirectory(folder.resolve("src")).resolve("train.py"),
                "raise ValueError('bad learning rate')\n");

        Train.Result result = Train.built()
                .run(
                        "local",
                        script.toString(),
                        "--base-dir",
                        folder.resolve("job").toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout()).contains("The job failed with exit code 1.", "failure");
        assertThat(result.stderr()).contains("ExecuteUserScriptError:", "ErrorMessage \"ValueError: bad learning rate");
    }

    @Test
    void aChannelThatIsNotThereIsNamed() throws Exception {
        Path script = Files.writeString(folder.resolve("train.py"), "");

        Train.Result result = Train.built().run("local", script.toString(), "--channel", "training=/no/such/folder");

        assertThat(result.exitCode()).isEqualTo(78);
        assertThat(result.stderr()).contains("--channel training: there is no /no/such/folder");
    }
}
