package io.smcontainers.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.core.JobReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryPointCheckTest {
    @TempDir
    Path base;

    private final Map<String, String> variables = new LinkedHashMap<>();
    private Path codeDir;

    @BeforeEach
    void layOut() throws IOException {
        variables.put("SAGEMAKER_BASE_DIR", base.toString());
        codeDir = Files.createDirectory(base.resolve("code"));
        Files.createDirectories(base.resolve("input/config"));
        config("resourceconfig", "{\"current_host\":\"algo-1\",\"hosts\":[\"algo-1\"]}");
    }

    @Test
    void aProgramThatIsThereIsFine() throws IOException {
        file("src/train.py");
        program("src/train.py");
        assertThatCode(() -> EntryPointCheck.requireFile(job())).doesNotThrowAnyException();
    }

    @Test
    void aMistypedProgramGetsASuggestion() throws IOException {
        file("train.py");
        file("lib/model.py");
        program("trian.py");
        assertProblem()
                .isEqualTo("hyperparameters.json: 'sagemaker_program' is 'trian.py', which is not in " + codeDir
                        + "; did you mean 'train.py'? The folder holds lib/, train.py.");
    }

    @Test
    void aProgramInAnotherFolderIsFound() throws IOException {
        file("project/src/train.py");
        file("trail.py");
        program("train.py");
        assertProblem().contains("; did you mean 'project/src/train.py'? ");
    }

    @Test
    void whereNothingIsNearThereIsNoSuggestion() throws IOException {
        file("README.md");
        program("train.py");
        assertProblem().endsWith("which is not in " + codeDir + "; The folder holds README.md.");
    }

    @Test
    void theVariableIsBlamedIfItNamesTheProgram() throws IOException {
        file("train.py");
        variables.put("SAGEMAKER_PROGRAM", "trian.py");
        assertProblem()
                .startsWith("environment variable SAGEMAKER_PROGRAM: it is 'trian.py', which is not in " + codeDir);
    }

    @Test
    void aFolderIsNoProgram() throws IOException {
        file("train/train.py");
        program("train");
        assertProblem().contains("'sagemaker_program' is 'train', which is a folder in " + codeDir);
    }

    @Test
    void aJobThatNamesNoProgramIsToldHowTo() throws IOException {
        file("train.py");
        assertProblem()
                .isEqualTo("hyperparameters.json: 'sagemaker_program' is missing, and so is the environment variable"
                        + " SAGEMAKER_PROGRAM; expected the name of the program to run. The folder holds train.py.");
    }

    @Test
    void anEmptyCodeFolderIsTheLikelyCause() throws IOException {
        program("train.py");
        assertProblem().endsWith("The folder is empty: is 'sagemaker_submit_directory' set?");
    }

    @Test
    void aMissingCodeFolderIsSaid() throws IOException {
        Files.delete(codeDir);
        program("train.py");
        assertProblem().contains("The folder cannot be listed: ");
    }

    @Test
    void ofManyFilesSomeAreListed() throws IOException {
        for (int i = 10; i < 40; i++) {
            file("file" + i);
        }
        program("train.py");
        assertProblem()
                .endsWith("The folder holds file10, file11, file12, file13, file14, file15, file16, file17, file18,"
                        + " file19, file20, file21 and 18 more.");
    }

    private AbstractStringAssert<?> assertProblem() {
        JobException problem = catchThrowableOfType(JobException.class, () -> EntryPointCheck.requireFile(job()));
        assertThat(problem.code()).isEqualTo(ErrorCode.MISSING_ENTRY_POINT);
        return assertThat(problem.getMessage());
    }

    private TrainingJob job() {
        return new TrainingJob(JobReader.read(variables), variables);
    }

    private void program(String name) throws IOException {
        config("hyperparameters", "{\"sagemaker_program\":\"" + name + "\"}");
    }

    private void file(String name) throws IOException {
        Path file = codeDir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private void config(String name, String json) throws IOException {
        Files.writeString(base.resolve("input/config").resolve(name + ".json"), json);
    }
}
