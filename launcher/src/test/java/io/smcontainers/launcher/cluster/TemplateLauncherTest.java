package io.smcontainers.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateLauncherTest {
    private static final String LAUNCHER = "sagemaker_launcher";

    @TempDir
    private Path base;

    private ClusterJob job;

    @BeforeEach
    void aJobOfTwoHosts() {
        job = new ClusterJob(base).host(2, 2).parameter("sagemaker_mpi_num_of_processes_per_host", "4");
    }

    @Test
    void everyPlaceIsFilled() {
        HostPlan plan = job.parameter(
                        LAUNCHER,
                        "[\"run\",\"--of={rank}/{nnodes}\",\"{master}:{master_port}\",\"{hosts}\",\"{nproc}x{world_size}\","
                                + "\"{interpreter}\",\"{program}\",\"{arguments}\",\"{hostfile}\",\"{\\\"a\\\":1}\"]")
                .plan();

        assertThat(plan.role()).isEqualTo(HostRole.TOGETHER);
        assertThat(plan.command().argv())
                .containsExactly(
                        "run",
                        "--of=1/2",
                        "algo-1:7777",
                        "algo-1,algo-2",
                        "4x8",
                        "python3",
                        "train.py",
                        "--lr",
                        "0.1",
                        plan.files().hostfile().toString(),
                        "{\"a\":1}");
    }

    @Test
    void aStringIsSplitAsByAShell() {
        assertThat(job.parameter(LAUNCHER, "run --name='a b' {rank} {program}")
                        .plan()
                        .command()
                        .argv())
                .containsExactly("run", "--name=a b", "1", "train.py");
    }

    @Test
    void accelerateIsAPreset() {
        assertThat(job.parameter(LAUNCHER, "accelerate")
                        .parameter("sagemaker_launcher_args", "--mixed_precision bf16")
                        .plan()
                        .command()
                        .argv())
                .containsExactly(
                        "accelerate",
                        "launch",
                        "--num_machines=2",
                        "--num_processes=8",
                        "--machine_rank=1",
                        "--main_process_ip=algo-1",
                        "--main_process_port=7777",
                        "--mixed_precision",
                        "bf16",
                        "train.py",
                        "--lr",
                        "0.1");
    }

    @Test
    void deepspeedIsAPresetWithoutSsh() {
        HostPlan plan = job.parameter(LAUNCHER, "deepspeed").plan();

        assertThat(plan.role()).isEqualTo(HostRole.TOGETHER);
        assertThat(plan.command().argv())
                .startsWith("deepspeed", "--hostfile=" + plan.files().hostfile(), "--no_ssh", "--node_rank=1");
    }

    @Test
    void aTemplateWithoutRankIsStartedOnTheLeaderOnly() {
        job.withPrograms("ssh", "sshd", "ssh-keygen")
                .parameter(LAUNCHER, "[\"deepspeed\",\"--hostfile={hostfile}\",\"{program}\",\"{arguments}\"]");

        assertThat(job.plan().role()).isEqualTo(HostRole.FOLLOW);
        HostPlan leader = job.host(1, 2).plan();
        assertThat(leader.role()).isEqualTo(HostRole.LEAD);
        assertThat(leader.ranks()).isFalse();
        assertThat(leader.command().environment())
                .containsEntry("PDSH_SSH_ARGS_APPEND", "-F " + leader.files().sshConfig());
        assertThat(job.host(2, 2)
                        .parameter("sagemaker_launcher_hosts", "all")
                        .plan()
                        .role())
                .isEqualTo(HostRole.TOGETHER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run {porgram}                | did you mean {program}?",
                "run {program} x{arguments}   | must be a word by itself",
                "run {arguments}              | does not start the program",
                "acelerate                    | one of the presets [accelerate, deepspeed]",
                "run 'x {program}             | is not closed",
            })
    void whatMakesNoSenseIsExplained(String template, String words) {
        job.parameter(LAUNCHER, template);
        assertThatThrownBy(job::plan).hasMessageContaining(LAUNCHER).hasMessageContaining(words);
    }

    @Test
    void optionsForAPresetHaveNoPlaceInATemplate() {
        job.parameter(LAUNCHER, "run {program}").parameter("sagemaker_launcher_args", "-v");
        assertThatThrownBy(job::plan).hasMessageContaining("'sagemaker_launcher_args' has no place");
    }

    @Test
    void aWrongPlaceToStartItIsExplained() {
        job.parameter(LAUNCHER, "run {program}").parameter("sagemaker_launcher_hosts", "some");
        assertThatThrownBy(job::plan).hasMessageContaining("expected 'all' or 'leader'");
    }
}
