package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are missing, are not text or are not JSON. */
class ConfigFileProblemsTest {
    @TempDir
    private Path temp;

    private JobFolder job;

    @BeforeEach
    void layOutAJob() {
        job = new JobFolder(temp.resolve("ml"));
    }

    @Test
    void malformedJsonIsToldWithLineAndColumn() {
        job.hyperparameters("{\n  \"epochs\": \"3\",\n}");

        assertThat(job.problem())
                .hasMessageStartingWith("hyperparameters.json: malformed JSON at line 3, column 1: ")
                .hasMessageContaining(
                        "expected a JSON object (" + job.base().resolve("input/config/hyperparameters.json"))
                .extracting(JobException::code)
                .isEqualTo(ErrorCode.INVALID_CONFIGURATION);
    }

    @Test
    void anEmptyFileIsMalformed() {
        job.resourceConfig("");

        assertThat(job.problem())
                .hasMessageStartingWith("resourceconfig.json: malformed JSON at line 1, column 1: there is no value;");
    }

    @Test
    void aListWhereAnObjectBelongsIsNamed() {
        job.hyperparameters("[]")
                .resourceConfig("\"x\"")
                .inputDataConfig("null")
                .file("checkpointconfig.json", "5");

        assertThat(job.problem().getMessage().lines())
                .containsExactlyInAnyOrder(
                        "hyperparameters.json: the file holds a list; expected a JSON object, as in {\"key\": ...}",
                        "resourceconfig.json: the file holds a string; expected a JSON object, as in {\"key\": ...}",
                        "inputdataconfig.json: the file holds null; expected a JSON object, as in {\"key\": ...}",
                        "checkpointconfig.json: the file holds a number; expected a JSON object, as in {\"key\": ...}");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        job.hyperparameters("{\"sagemaker_program\": \"/train.py\"}").inputDataConfig("{\"training\": \"x\"}");

        JobException problem = job.problem();

        assertThat(problem.getMessage().lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("hyperparameters.json: 'sagemaker_program' is "))
                .anySatisfy(line -> assertThat(line).startsWith("inputdataconfig.json: 'training' is "));
        assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION);
    }

    @Test
    void theCodeOfSeveralProblemsIsThatOfTheFirst() throws Exception {
        Files.createDirectory(job.base().resolve("input/config/hyperparameters.json"));
        job.resourceConfig("{}");

        assertThat(job.problem().getMessage()).hasLineCount(3);
        assertThat(job.problem().code()).isEqualTo(ErrorCode.IO_FAILED);
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() {
        job.file("hyperparameters.json", "{\"name\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(job.problem()).hasMessageStartingWith("hyperparameters.json: the file is not UTF-8 text (");
    }

    @Test
    void aByteOrderMarkIsAccepted() {
        job.hyperparameters("\uFEFF{\"epochs\": \"3\"}");

        assertThat(job.read().hyperparameters().integer("epochs")).hasValue(3);
    }

    @Test
    void aMissingResourceConfigIsAProblemThatNamesTheWayToRunLocally() {
        job.without("resourceconfig.json");

        assertThat(job.problem())
                .hasMessageStartingWith("resourceconfig.json: there is no such file in "
                        + job.base().resolve("input/config"))
                .hasMessageContaining("train local")
                .extracting(JobException::getMessage)
                .asString()
                .as("what would be missing in the file is not told as well")
                .hasLineCount(1);
    }

    @Test
    void aFolderInPlaceOfAFileCannotBeRead() throws Exception {
        Files.createDirectory(job.base().resolve("input/config/hyperparameters.json"));

        assertThat(job.problem())
                .hasMessageStartingWith("hyperparameters.json: cannot be read: ")
                .extracting(JobException::code)
                .isEqualTo(ErrorCode.IO_FAILED);
    }

    @Test
    void aMissingBaseFolderMeansThatThisIsNoSageMakerContainer() {
        job.variable("SAGEMAKER_BASE_DIR", temp.resolve("nowhere").toString());

        JobException problem = catchThrowableOfType(JobException.class, job::read);

        assertThat(problem)
                .hasMessageStartingWith(temp.resolve("nowhere") + ": there is no such folder")
                .hasMessageContaining("train local SCRIPT")
                .hasMessageContaining("SAGEMAKER_BASE_DIR");
        assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION);
    }

    @Test
    void aLongValueIsShortened() {
        job.inputDataConfig("{\"training\": \"" + "x".repeat(5000) + "\"}");

        assertThat(job.problem().getMessage())
                .contains("xxx...; expected an object")
                .hasSizeLessThan(200);
    }
}
