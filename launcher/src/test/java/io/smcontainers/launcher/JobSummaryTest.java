package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.core.Hardware;
import io.smcontainers.core.LogLevel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSummaryTest {
    private static final String RANDOM = "kj4h5k3j4h5";

    @TempDir
    Path base;

    @Test
    void aJobThatHasEverything() {
        TestJob job = new TestJob(base)
                .program("train.py")
                .variable("SAGEMAKER_TRAINING_MODULE", "pkg.mod:main")
                .hyperparameter("sagemaker_submit_directory", "https://me:pass@host/sourcedir.tar.gz")
                .hyperparameter("lr", "0.1")
                .hyperparameter("name", "two\nlines")
                .hyperparameter("layers", "[64, 32]")
                .hyperparameter("hf_token", RANDOM)
                .hyperparameter("db", "{\"user\": \"me\", \"password\": \"" + RANDOM + "\"}")
                .hyperparameter("sagemaker_mpi_enabled", "true")
                .hyperparameter("sagemaker_mpi_num_of_processes_per_host", "4")
                .hyperparameter("sagemaker_torch_distributed_enabled", "false")
                .write("input/config/checkpointconfig.json", "{\"LocalPath\":\"/opt/ml/checkpoints\"}")
                .write("input/config/inputdataconfig.json", """
                        {"training": {"TrainingInputMode": "Pipe", "ContentType": "text/csv"}, "validation": {}}""")
                .write("input/config/resourceconfig.json", """
                        {"current_host": "algo-2", "hosts": ["algo-1", "algo-2"], "current_instance_type": "ml.p4d.24xlarge",
                         "current_group_name": "workers",
                         "instance_groups": [{"instance_group_name": "workers", "instance_type": "ml.p4d.24xlarge",
                                              "hosts": ["algo-1", "algo-2"]}]}""");

        log(job, new Hardware(96, List.of(gpu("0"), gpu("1"))));

        assertThat(job.log().infos())
                .containsExactly(
                        "program          train.py, framework module pkg.mod:main",
                        "code from        https://****@host/sourcedir.tar.gz",
                        "host             algo-2, rank 1 of 2, led by algo-1, ml.p4d.24xlarge, instance group workers",
                        "hardware         96 CPUs, 2 GPUs, 0 NeuronCores (NVIDIA A100)",
                        "channels         training (Pipe, text/csv), validation (File)",
                        "hyperparameters  db={\"password\":\"****\",\"user\":\"me\"}, hf_token=****, layers=[64,32], lr=0.1,"
                                + " name=two\\nlines",
                        "distribution     mpi (num_of_processes_per_host=4)",
                        "checkpoints      /opt/ml/checkpoints");
    }

    @Test
    void aJobThatHasNothing() {
        TestJob job = new TestJob(base);

        log(job, new Hardware(1, List.of()));

        assertThat(job.log().infos())
                .containsExactly(
                        "program          none",
                        "host             algo-1, rank 0 of 1, local",
                        "hardware         1 CPUs, 0 GPUs, 0 NeuronCores",
                        "channels         none",
                        "hyperparameters  none");
    }

    @Test
    void longValuesAndLongListsAreCut() {
        TestJob job = new TestJob(base).hyperparameter("a", "x".repeat(200_000));
        for (int i = 1; i <= 24; i++) {
            job.hyperparameter("p" + (100 + i), Integer.toString(i));
        }

        log(job, new Hardware(1, List.of()));

        assertThat(job.log().infos())
                .element(4)
                .asString()
                .startsWith("hyperparameters  a=" + "x".repeat(100) + "... (200000 characters), p101=1, p102=2, ")
                .endsWith(", p118=18, p119=19 and 5 more");
    }

    @Test
    void aSecretAtTheCutIsMaskedWhole() {
        TestJob job =
                new TestJob(base).hyperparameter("my_token", RANDOM).hyperparameter("text", "x".repeat(95) + RANDOM);

        log(job, new Hardware(1, List.of()));

        assertThat(job.log().text()).contains("text=" + "x".repeat(95) + "****").doesNotContain(RANDOM.substring(0, 5));
    }

    @Test
    void aJobThatWantsOnlyWarningsHasNone() {
        TestJob job = new TestJob(base);
        job.log().log().threshold(LogLevel.WARNING);

        log(job, new Hardware(1, List.of()));

        assertThat(job.log().text()).isEmpty();
    }

    private static void log(TestJob job, Hardware hardware) {
        var environment = job.build().environment().withHardware(hardware);
        job.log().redactor().learn(environment);
        JobSummary.log(environment, job.log().redactor(), job.log().log());
    }

    private static Accelerator gpu(String id) {
        return new Accelerator(AcceleratorKind.GPU, id, "NVIDIA A100");
    }
}
