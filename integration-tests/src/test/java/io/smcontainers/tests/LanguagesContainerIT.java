package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingImage;
import io.smcontainers.testing.TrainingJobResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tarball in images that have Python, Java or neither. */
@Tag(ToolkitImages.TAG)
class LanguagesContainerIT {
    private static final Path IRIS = Train.home().resolve("examples/iris");

    @TempDir
    private Path folder;

    @Test
    void theIrisExampleLearnsInAnImageWithPythonAndWithoutJava() {
        TrainingJobResult result = SageMakerTrainingJob.of(ToolkitImages.on("python"))
                .program("train.py")
                .code(IRIS.resolve("train.py"))
                .hyperparameter("epochs", 40)
                .channel("training", IRIS.resolve("data/training"))
                .channel("validation", IRIS.resolve("data/validation"))
                .run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.model().names()).containsExactly("model.json");
        assertThat(result.first().output().names()).containsExactly("data/metrics.json", "success");
        assertThat(result.log().stdout()).contains("the saved model is right on 0.933 of the validation channel");
    }

    @Test
    void theShellScriptOfTheExampleRunsThePythonOneAndTellsItsFailure() {
        TrainingJobResult result = SageMakerTrainingJob.of(ToolkitImages.on("python"))
                .program("train.sh")
                .code(IRIS.resolve("train.sh"))
                .code(IRIS.resolve("train.py"))
                .hyperparameter("minimum-accuracy", 0.99)
                .channel("training", IRIS.resolve("data/training"))
                .channel("validation", IRIS.resolve("data/validation"))
                .run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.FAILED);
        assertThat(result.failureReason().orElseThrow())
                .startsWith("AlgorithmError: ExecuteUserScriptError:\nExitCode 1\n"
                        + "ErrorMessage \"train.py: error: the saved model is right on 0.933")
                .endsWith(", exit code: 1");
    }

    @Test
    void aShellScriptRunsInAnImageWithNeither() {
        TrainingJobResult result = SageMakerTrainingJob.of(ToolkitImages.on("base"))
                .program("train.sh")
                .code(
                        "train.sh",
                        "#!/bin/sh\ncommand -v python3 java && exit 9\necho \"got $*\" >\"$SM_MODEL_DIR/model\"\n")
                .hyperparameter("words", "a b")
                .run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.model().text("model")).isEqualTo("got --words a b\n");
    }

    @Test
    void aPythonScriptInAnImageWithoutPythonSaysWhatIsMissing() {
        TrainingJobResult result = SageMakerTrainingJob.of(ToolkitImages.on("base"))
                .program("train.py")
                .code("train.py", "print('never')\n")
                .run();

        assertThat(result.exitCode()).as(result::toString).isEqualTo(69);
        assertThat(result.failureReason().orElseThrow()).contains("python3");
    }

    @Test
    void aJarRunsOnOurRuntimeWhereTheImageHasNoJava() {
        TrainingJobResult result = jarOn("base");

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.log().stdout()).isEqualTo("on /opt/sagemaker-containers/runtime with [--epochs, 3]\n");
    }

    @Test
    void aJarRunsOnTheImagesOwnJavaWhereItHasOne() {
        TrainingJobResult result = jarOn("java");

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.log().stdout()).startsWith("on /usr/lib/jvm/java-").endsWith(" with [--epochs, 3]\n");
    }

    /** An image with a Java of its own may leave ours out. */
    @Test
    void theImagesJavaRunsUsTooWhereOurRuntimeIsDeleted() {
        String image = TrainingImage.from(ToolkitImages.on("java"))
                .instruction("RUN rm -r /opt/sagemaker-containers/runtime && train warm")
                .build();
        TrainingJobResult result = SageMakerTrainingJob.of(image)
                .program("train.sh")
                .code("train.sh", "#!/bin/sh\necho ran\n")
                .run();

        assertThat(result.log().stdout()).as(result::toString).isEqualTo("ran\n");
    }

    private TrainingJobResult jarOn(String base) {
        Path jar = new JavaCode(folder.resolve("classes"))
                .main(
                        "Train",
                        "System.out.println(\"on \" + System.getProperty(\"java.home\") + \" with \""
                                + " + java.util.List.of(args));")
                .manifest("Main-Class", "Train")
                .jar(folder.resolve("app.jar"));
        return SageMakerTrainingJob.of(ToolkitImages.on(base))
                .program("app.jar")
                .code(jar)
                .hyperparameter("epochs", 3)
                .run();
    }
}
