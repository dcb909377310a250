package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recorded jobs of {@link ConformanceTest} do not show. */
class EnvironmentVariablesTest {
    @TempDir
    private Path base;

    private JobFolder job;

    @BeforeEach
    void layOutAJob() {
        job = new JobFolder(base);
    }

    @Test
    void oursStandBesideThoseOfThePythonToolkit() {
        job.resourceConfig("""
                        {"current_host": "algo-2", "hosts": ["algo-1", "algo-2", "algo-3"]}""").file("checkpointconfig.json", "{\"LocalPath\": \"/opt/ml/checkpoints\"}");

        assertThat(job.variables().variables())
                .containsEntry("SM_CHECKPOINT_DIR", "/opt/ml/checkpoints")
                .containsEntry("SM_MASTER_ADDR", "algo-1")
                .containsEntry("SM_MASTER_PORT", "7777")
                .containsEntry("SM_HOST_COUNT", "3")
                .containsEntry("SM_CURRENT_HOST_RANK", "1")
                .containsEntry("SM_INPUT_DATA_DIR", base + "/input/data")
                .containsEntry("SM_OUTPUT_FAILURE", base + "/output/failure");
        assertThat(job.variables().warnings()).isEmpty();
    }

    @Test
    void whatAJobLacksHasNoVariable() {
        assertThat(job.variables().variables()).doesNotContainKeys("SM_CHECKPOINT_DIR", "SM_TOPOLOGY");
    }

    @Test
    void theCodeFolderComesFirstOnThePythonPath() {
        assertThat(job.variables().variables()).containsEntry("PYTHONPATH", base + "/code");

        job.variable("PYTHONPATH", "/a:/b");
        assertThat(job.variables().variables()).containsEntry("PYTHONPATH", base + "/code:/a:/b");

        job.variable("PYTHONPATH", "");
        assertThat(job.variables().variables()).containsEntry("PYTHONPATH", base + "/code");
    }

    @Test
    void theVariablesOfTheProcessAreNotAmongThem() {
        job.variable("AWS_REGION", "us-west-2").variable("TRAINING_JOB_NAME", "job-1");

        assertThat(job.variables().variables())
                .doesNotContainKeys("AWS_REGION", "TRAINING_JOB_NAME", "SAGEMAKER_BASE_DIR")
                .containsEntry("SAGEMAKER_REGION", "");
    }

    @Test
    void ofHyperparametersThatDifferByCaseOnlyTheLaterInTheFileWins() {
        job.hyperparameters("{\"lr\": \"1\", \"LR\": \"2\", \"Z\": \"3\", \"z\": \"4\"}");

        assertThat(job.variables().variables())
                .containsEntry("SM_HP_LR", "2")
                .containsEntry("SM_HP_Z", "4")
                .containsEntry("SM_HPS", "{\"LR\":2,\"Z\":3,\"lr\":1,\"z\":4}");
    }

    @Test
    void namesAreUpperCasedAsPythonDoesIt() {
        job.hyperparameters("{\"straße\": \"1\", \"ŉ\": \"2\", \"ﬁ\": \"3\", \"ი\": \"4\", \"𐐨\": \"5\"}");

        assertThat(job.variables().variables())
                .containsEntry("SM_HP_STRASSE", "1")
                .containsEntry("SM_HP_ʼN", "2")
                .containsEntry("SM_HP_FI", "3")
                .containsEntry("SM_HP_Ი", "4")
                .containsEntry("SM_HP_𐐀", "5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    null   | ''
                    '""'   | ''
                    a b    | a b
                    true   | true
                    1e16   | 1e+16
                    [1, 2] | [1,2]
                    -0.0   | -0.0
                    """)
    void aHyperparameterIsTextEmptyOrCompactJson(String value, String expected) {
        job.hyperparameters("{\"x\": \"" + value.replace("\"", "\\\"") + "\"}");

        assertThat(job.variables().variables()).containsEntry("SM_HP_X", expected);
    }

    @Test
    void acceleratorsAreCountedByKind() {
        Accelerator gpu = new Accelerator(AcceleratorKind.GPU, "GPU-1", "NVIDIA H100");
        Accelerator neuron = new Accelerator(AcceleratorKind.NEURON_CORE, "0", "");
        TrainingEnvironment read = job.read().withHardware(new Hardware(8, List.of(gpu, neuron, neuron)));

        Map<String, String> variables = EnvironmentVariables.of(read, Map.of()).variables();

        assertThat(variables)
                .containsEntry("SM_NUM_CPUS", "8")
                .containsEntry("SM_NUM_GPUS", "1")
                .containsEntry("SM_NUM_NEURONS", "2");
        assertThat(variables.get("SM_TRAINING_ENV")).contains("\"num_cpus\":8,\"num_gpus\":1,\"num_neurons\":2");
    }

    @Test
    void torchDistributedMakesTheGroupADistributionGroup() {
        job.hyperparameters("{\"sagemaker_torch_distributed_enabled\": \"true\"}")
                .resourceConfig("""
                {"current_host": "b", "current_group_name": "g", "hosts": ["a", "b", "c"], "instance_groups": [
                  {"instance_group_name": "f", "hosts": ["a"]}, {"instance_group_name": "g", "hosts": ["c", "b"]}]}""");

        Map<String, String> variables = job.variables().variables();

        assertThat(variables)
                .containsEntry("SM_DISTRIBUTION_INSTANCE_GROUPS", "[\"g\"]")
                .containsEntry("SM_CURRENT_INSTANCE_GROUP_HOSTS", "[\"c\",\"b\"]")
                .containsEntry("SM_IS_HETERO", "true")
                .containsEntry("SM_MASTER_ADDR", "c");
        assertThat(variables.get("SM_TRAINING_ENV"))
                .contains("\"distribution_hosts\":[\"c\",\"b\"]", "\"is_master\":false", "\"master_hostname\":\"c\"");
    }

    @ParameterizedTest
    @CsvSource({"{}, false", "'{\"partitions\": 2}', true", "'', '\"\"'"})
    void modelParallelIsWhatThePythonToolkitMakesOfItsParameters(String parameters, String expected) {
        job.variable("SM_HP_MP_PARAMETERS", parameters);

        assertThat(job.variables().variables().get("SM_TRAINING_ENV"))
                .contains("\"is_modelparallel_enabled\":" + expected + ",");
    }

    @Test
    void modelParallelIsUnknownWithoutParameters() {
        assertThat(job.variables().variables().get("SM_TRAINING_ENV")).contains("\"is_modelparallel_enabled\":null,");
    }
}
