package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.ContainerOptions;
import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingImage;
import io.smcontainers.testing.TrainingJobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways in which images are made and containers are started. */
@Tag(ToolkitImages.TAG)
class ImagesContainerIT {
    /** What an image's program needs to write to, and who it is. */
    private static final String SCRIPT = """
            #!/bin/sh
            echo "user $(id -u), parent $PPID"
            echo model >"$SM_MODEL_DIR/model" && echo data >"$SM_OUTPUT_DATA_DIR/data" && mktemp >/dev/null
            """;

    @TempDir
    private Path folder;

    @Test
    void trainAsTheEntryPointIsTheSameAsTrainAsTheArgument() {
        String image = TrainingImage.from(ToolkitImages.on("base"))
                .instruction("ENTRYPOINT [\"train\"]")
                .build();

        assertRuns(image, options -> {}); // "train train"
        assertRuns(image, ContainerOptions::arguments); // "train"
    }

    @Test
    void trainAsTheCommandOfTheImageNeedsNoArgument() {
        String image = TrainingImage.from(ToolkitImages.on("base"))
                .instruction("CMD [\"train\"]")
                .build();

        assertRuns(image, ContainerOptions::arguments);
    }

    @Test
    void itIsProcessOneOrRunsUnderAnInit() {
        assertThat(assertRuns(ToolkitImages.on("base"), options -> {})).contains("user 0, parent 1\n");
        assertThat(assertRuns(ToolkitImages.on("base"), ContainerOptions::init))
                .contains("user 0, parent ")
                .doesNotContain("parent 1\n");
    }

    @Test
    void itRunsAsAUserWhoOwnsNothing() {
        assertThat(assertRuns(ToolkitImages.on("base"), options -> options.user("1000")))
                .contains("user 1000, ");
    }

    @Test
    void itNeedsNothingWritableButOptMlAndTmp() {
        assertRuns(ToolkitImages.on("base"), ContainerOptions::readOnlyRoot);
        assertRuns(
                ToolkitImages.on("base"),
                options -> options.readOnlyRoot().user("1000").init());
    }

    @Test
    void codeThatIsInTheImageNeedsNoSourceFolder() throws IOException {
        Path script = Files.writeString(folder.resolve("train.sh"), SCRIPT);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        String image = TrainingImage.from(ToolkitImages.on("base"))
                .copy(script, "/opt/ml/code/train.sh")
                .instruction("ENV SAGEMAKER_PROGRAM=train.sh")
                .build();

        for (String user : new String[] {"0", "1000"}) {
            TrainingJobResult result = SageMakerTrainingJob.of(image)
                    .container(options -> options.user(user))
                    .run();

            assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
            assertThat(result.model().has("model")).isTrue();
        }
    }

    /** The README's Dockerfile without "train warm", which is optional. */
    @Test
    void anImageThatWasNotWarmedWorksTheSame() {
        String image = TrainingImage.from(ToolkitImages.tag("base"))
                .copy(Train.home(), "/opt/toolkit")
                .instruction("RUN ln -s /opt/toolkit/bin/train /usr/local/bin/train")
                .build();

        assertRuns(image, options -> options.user("1000"));
    }

    private static String assertRuns(String image, Consumer<ContainerOptions> options) {
        TrainingJobResult result = SageMakerTrainingJob.of(image)
                .program("train.sh")
                .code("train.sh", SCRIPT)
                .container(options)
                .run();
        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.model().names()).containsExactly("model");
        assertThat(result.first().output().names()).containsExactly("data/data", "success");
        return result.log().stdout();
    }
}
