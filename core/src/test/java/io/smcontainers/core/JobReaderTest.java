package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobReaderTest {
    @TempDir
    private Path base;

    private JobFolder job;

    @BeforeEach
    void layOutAJob() {
        job = new JobFolder(base);
    }

    @Test
    void aJobWithoutHyperparametersAndChannelsIsFine() {
        TrainingEnvironment read = job.read();

        assertThat(read.hyperparameters()).isEqualTo(Hyperparameters.empty());
        assertThat(read.frameworkParameters()).isEqualTo(Hyperparameters.empty());
        assertThat(read.channels().byName()).isEmpty();
        assertThat(read.program().name()).isEmpty();
        assertThat(read.program().moduleName()).isEqualTo("None");
        assertThat(read.moduleDir()).isEqualTo(base.resolve("code").toString());
        assertThat(read.modelDir()).isEqualTo(base.resolve("model"));
        assertThat(read.hardware()).isEqualTo(Hardware.cpusOnly());
    }

    @Test
    void hyperparametersAreSortedIntoTheUsersTheFrameworksAndTheReserved() {
        job.hyperparameters("""
                {"epochs": "3", "sagemaker_mpi_enabled": "true", "sagemaker_region": "eu-west-1", "name": "plain",
                 "_tuning_objective_metric": "loss", "default_user_module_name": "x", "sagemaker_job_name": "job-1"}""");

        TrainingEnvironment read = job.read();

        assertThat(read.hyperparameters()).isEqualTo(JobFolder.decoded("{\"epochs\": 3, \"name\": \"plain\"}"));
        assertThat(read.frameworkParameters()).isEqualTo(JobFolder.decoded("{\"sagemaker_mpi_enabled\": true}"));
        assertThat(read.settings().region()).isEqualTo("eu-west-1");
        assertThat(read.settings().jobName()).isEqualTo("job-1");
    }

    @Test
    void aValueThatIsNotJsonStaysAString() {
        job.hyperparameters("{\"a\": \"nan\", \"b\": \"1.\", \"c\": \"[1,]\", \"d\": \" 5 \", \"e\": 5, \"f\": null}");

        assertThat(job.read().hyperparameters())
                .isEqualTo(JobFolder.decoded(
                        "{\"a\": \"nan\", \"b\": \"1.\", \"c\": \"[1,]\", \"d\": 5, \"e\": 5, \"f\": null}"));
    }

    @Test
    void aValueNestedTooDeeplyStaysAString() {
        String deep = "[".repeat(1500) + "]".repeat(1500);
        job.hyperparameters("{\"deep\": \"" + deep + "\"}");

        assertThat(job.read().hyperparameters().text("deep")).hasValue(deep);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /train.py           | '/train.py', an absolute path
                    ../train.py         | '../train.py', a path with '.' or '..'
                    src/../train.py     | 'src/../train.py', a path with '.' or '..'
                    ./train.py          | './train.py', a path with '.' or '..'
                    .                   | '.', a path with '.' or '..'
                    \\"a\\\\u0000b.py\\" | "a\\u0000b.py"
                    \\"\\"              | empty
                    """, quoteCharacter = '`')
    void aProgramIsAPathBelowTheCodeFolder(String program, String told) {
        job.hyperparameters("{\"sagemaker_program\": \"" + program + "\"}");

        assertThat(job.problem())
                .hasMessage("hyperparameters.json: 'sagemaker_program' is " + told
                        + "; expected a path below the code folder, such as 'train.py' or 'src/train.py'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sagemaker_program", "sagemaker_submit_directory", "sagemaker_s3_output"})
    void aSettingThatIsNotAStringIsAProblem(String key) {
        job.hyperparameters("{\"" + key + "\": \"[1, 2]\"}");

        assertThat(job.problem()).hasMessage("hyperparameters.json: '" + key + "' is [1,2]; expected a string");
    }

    @Test
    void theProgramOfTheEnvironmentBeatsThatOfTheHyperparameters() {
        job.hyperparameters("{\"sagemaker_program\": \"train.py\"}").variable("SAGEMAKER_PROGRAM", "other.py");

        assertThat(job.read().program().name()).hasValue("other.py");
    }

    @Test
    void aWrongProgramOfTheEnvironmentIsToldAsSuch() {
        job.variable("SAGEMAKER_PROGRAM", "/train.py");

        assertThat(job.problem())
                .hasMessageStartingWith("environment variable SAGEMAKER_PROGRAM is '/train.py', an absolute path;");
    }

    @Test
    void theSubmitDirectoryOfTheEnvironmentIsOnlyADefault() {
        job.variable("SAGEMAKER_SUBMIT_DIRECTORY", "s3://bucket/default.tar.gz");
        assertThat(job.read().moduleDir()).isEqualTo("s3://bucket/default.tar.gz");

        job.hyperparameters("{\"sagemaker_submit_directory\": \"s3://bucket/code.tar.gz\"}");
        assertThat(job.read().moduleDir()).isEqualTo("s3://bucket/code.tar.gz");
    }

    @Test
    void emptyVariablesCountAsUnset() {
        job.variable("SAGEMAKER_PROGRAM", "")
                .variable("SAGEMAKER_SUBMIT_DIRECTORY", "")
                .variable("SAGEMAKER_TRAINING_MODULE", "")
                .variable("TRAINING_JOB_NAME", "");

        assertThat(job.read().program()).isEqualTo(new UserProgram(null, null, null));
        assertThat(job.read().settings().trainingJobName()).isEmpty();
    }

    @Test
    void theFrameworkModuleAndJobNameComeFromTheEnvironment() {
        job.variable("SAGEMAKER_TRAINING_MODULE", "pkg.mod:main").variable("TRAINING_JOB_NAME", "job-7");

        assertThat(job.read().program().framework()).hasValue("pkg.mod:main");
        assertThat(job.read().settings().trainingJobName()).hasValue("job-7");
    }
}
