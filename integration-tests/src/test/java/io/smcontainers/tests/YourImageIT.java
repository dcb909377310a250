package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingImage;
import io.smcontainers.testing.TrainingJobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The example of docs/testing-your-image.md, as it stands there. */
@Tag(ToolkitImages.TAG)
class YourImageIT {
    private static final Path TOOLKIT = ToolkitImages.tarball();
    private static final String FRAMEWORK = ToolkitImages.tag("python");
    private static final Path IRIS = Train.home().resolve("examples/iris");

    // docs: begin
    @Test
    void theIrisExampleLearnsInOurImage() {
        String image = TrainingImage.from(FRAMEWORK).toolkit(TOOLKIT).build();

        TrainingJobResult result = SageMakerTrainingJob.of(image)
                .program("train.py")
                .code(IRIS.resolve("train.py"))
                .hyperparameter("epochs", 40)
                .channel("training", IRIS.resolve("data/training"))
                .channel("validation", IRIS.resolve("data/validation"))
                .run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.model().names()).contains("model.json");
    }
    // docs: end

    @Test
    void theExampleIsTheOneOfTheDocumentation() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/smcontainers/tests/YourImageIT.java"));
        String example = source.substring(source.indexOf("    @Test"), source.indexOf("    // docs: end"));

        assertThat(Path.of("../docs/testing-your-image.md"))
                .content()
                .contains("```java\n" + example.stripTrailing().stripIndent());
    }
}
