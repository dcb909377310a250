package io.smcontainers.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MpiLauncherTest {
    private static final String CUSTOM = "sagemaker_mpi_custom_mpi_options";
    private static final String PER_HOST = "sagemaker_mpi_num_of_processes_per_host";

    @TempDir
    private Path base;

    private ClusterJob job;

    @BeforeEach
    void aJobOfMpi() {
        job = new ClusterJob(base).withMpi().parameter("sagemaker_mpi_enabled", "true");
    }

    @Test
    void theLeaderRunsMpirunOverAllHosts() {
        HostPlan plan = job.parameter(PER_HOST, "4").plan();

        List<String> argv = plan.command().argv();
        assertThat(plan.role()).isEqualTo(HostRole.LEAD);
        assertThat(argv.get(0)).isEqualTo(job.bin().resolve("mpirun").toString());
        assertThat(ClusterJob.after("--host", argv)).containsExactly("algo-1:4,algo-2:4");
        assertThat(ClusterJob.after("-np", argv)).containsExactly("8");
        assertThat(argv).contains("--allow-run-as-root", "--tag-output");
        assertThat(ClusterJob.parameters(plan))
                .containsExactly(
                        "btl_tcp_if_include=lo",
                        "oob_tcp_if_include=lo",
                        "plm_rsh_no_tree_spawn=1",
                        "plm_rsh_agent=ssh",
                        "plm_rsh_args=-F " + plan.files().sshConfig(),
                        "pml=ob1",
                        "btl=^openib",
                        "orte_abort_on_non_zero_status=1",
                        "btl_vader_single_copy_mechanism=none");
        assertThat(argv)
                .endsWith("/bin/sh", plan.files().rankScript().toString())
                .as("the program is in the script of each host")
                .doesNotContain("train.py");
    }

    @Test
    void aSingleHostNeedsNoName() {
        List<String> argv =
                job.host(1, 1).parameter(PER_HOST, "4").plan().command().argv();

        assertThat(ClusterJob.after("--host", argv)).containsExactly("localhost:4");
        assertThat(ClusterJob.after("-np", argv)).containsExactly("4");
    }

    @Test
    void theOthersFollow() {
        HostPlan plan = job.host(2, 2).plan();

        assertThat(plan.role()).isEqualTo(HostRole.FOLLOW);
        assertThat(plan.leader()).isEqualTo("algo-1");
        assertThat(plan.description()).isEqualTo("follows algo-1, which starts processes here");
        assertThat(plan.command().argv()).containsExactly("python3", "train.py", "--lr", "0.1");
    }

    @Test
    void allHostsAgreeOnTheirFiles() {
        assertThat(job.host(2, 2).plan().files())
                .isEqualTo(job.host(1, 2).plan().files());
        assertThat(job.host(1, 3).plan().files())
                .isNotEqualTo(job.host(1, 2).plan().files());
    }

    @Test
    void openMpi5GetsTheOptionsOfPrrte() {
        HostPlan plan = new ClusterJob(base.resolve("five"))
                .withPrograms("mpirun", "prterun", "sshd", "ssh", "ssh-keygen")
                .parameter("sagemaker_mpi_enabled", "true")
                .plan();

        assertThat(ClusterJob.parameters(plan))
                .containsExactly(
                        "btl_tcp_if_include=lo",
                        "prte_if_include=lo",
                        "plm_ssh_no_tree_spawn=1",
                        "plm_ssh_agent=ssh",
                        "plm_ssh_args=-F " + plan.files().sshConfig(),
                        "pml=ob1");
        assertThat(ClusterJob.after("--output", plan.command().argv())).containsExactly("tag");
    }

    @Test
    void anOptionOfTheUsersTakesThePlaceOfOurs() {
        HostPlan plan = job.parameter(
                        CUSTOM,
                        "--mca pml ucx -mca btl tcp,self --bind-to none -x FOO='a b' -verbose --NCCL_DEBUG WARN")
                .plan();

        List<String> argv = plan.command().argv();
        assertThat(ClusterJob.parameters(plan))
                .contains("pml=ucx", "btl=tcp,self")
                .doesNotContain("pml=ob1", "btl=^openib");
        assertThat(ClusterJob.after("--bind-to", argv)).containsExactly("none");
        assertThat(ClusterJob.after("-x", argv)).containsExactly("FOO=a b");
        assertThat(argv).contains("-verbose").doesNotContain("--NCCL_DEBUG", "WARN");
        assertThat(plan.variables()).containsEntry("NCCL_DEBUG", "WARN").containsEntry("FOO", "a b");
    }

    @ParameterizedTest
    @CsvSource({"--tag-output", "-np 3", "--map-by node", "--host algo-2", "--hostfile /x"})
    void whereTheUserPlacesRanksTheirTagsStayAsTheyAre(String options) {
        assertThat(job.plan().tags().isAny()).isTrue();
        assertThat(job.parameter(CUSTOM, options).plan().tags().isAny()).isFalse();
    }

    @Test
    void tagsCanBeTurnedOff() {
        HostPlan plan = job.parameter("sagemaker_mpi_tag_output", "false").plan();

        assertThat(plan.command().argv()).doesNotContain("--tag-output");
        assertThat(plan.tags().isAny()).isFalse();
    }

    @Test
    void whatTheUserHasSetIsNotSetAgain() {
        assertThat(job.plan().variables()).containsEntry("NCCL_SOCKET_IFNAME", "lo");
        HostPlan plan = job.variable("NCCL_SOCKET_IFNAME", "ens5").plan();
        assertThat(plan.variables()).doesNotContainKey("NCCL_SOCKET_IFNAME");
        assertThat(plan.notes().get(0)).contains("NCCL_SOCKET_IFNAME is yours");
    }

    @Test
    void anInterfaceThatIsNotThereIsNotNamed() {
        HostPlan plan = job.resources("{\"current_host\":\"algo-1\",\"hosts\":[\"algo-1\",\"algo-2\"],"
                        + "\"network_interface_name\":\"none0\"}")
                .plan();

        assertThat(ClusterJob.parameters(plan)).noneMatch(parameter -> parameter.contains("if_include"));
        assertThat(plan.notes().get(0)).contains("there is no interface none0 here");
    }

    @Test
    void oneHostNeedsNoSsh() {
        HostPlan plan = new ClusterJob(base.resolve("one"))
                .withPrograms("mpirun", "orted")
                .host(1, 1)
                .parameter("sagemaker_mpi_enabled", "true")
                .parameter(PER_HOST, "2")
                .plan();

        assertThat(plan.role()).isEqualTo(HostRole.LEAD);
        assertThat(plan.isTeam()).isFalse();
        assertThat(ClusterJob.parameters(plan)).noneMatch(parameter -> parameter.startsWith("plm_rsh_a"));
    }

    @Test
    void oneProcessInAllNeedsNotEvenMpi() {
        HostPlan plan = new ClusterJob(base.resolve("single"))
                .host(1, 1)
                .parameter("sagemaker_mpi_enabled", "true")
                .plan();

        assertThat(plan.role()).isEqualTo(HostRole.ALONE);
        assertThat(plan.command().argv()).startsWith("python3", "train.py");
    }

    @Test
    void whatIsMissingInTheImageIsNamed() {
        ClusterJob bare = new ClusterJob(base.resolve("bare"))
                .withPrograms("mpirun", "orted")
                .parameter("sagemaker_mpi_enabled", "true");
        assertThatThrownBy(bare::plan)
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE))
                .hasMessageContaining("no ssh-keygen")
                .hasMessageContaining("openssh-server");
    }

    @Test
    void anotherMpiIsRefused() {
        job.withPrograms("mpiexec.hydra");
        assertThatThrownBy(job::plan).hasMessageContaining("is that of MPICH or Intel MPI");
    }

    @Test
    void moreProcessesThanThereIsRoomForAreRefused() {
        job.parameter("sagemaker_mpi_num_processes", "5").parameter(PER_HOST, "2");
        assertThatThrownBy(job::plan)
                .hasMessageContaining("'sagemaker_mpi_num_processes' is 5; expected a number from 1 to 4");
    }

    @Test
    void anUnclosedQuoteIsTold() {
        job.parameter(CUSTOM, "-x 'A=b");
        assertThatThrownBy(job::plan).hasMessageContaining(CUSTOM).hasMessageContaining("the quote ' is not closed");
    }

    @Test
    void hostsOutsideTheDistributionRunTheProgramAlone() {
        String groups = """
                {"current_host":"%s","current_group_name":"%s","hosts":["algo-1","algo-2","algo-3"],
                "instance_groups":[{"instance_group_name":"data","instance_type":"ml.c5.xlarge","hosts":["algo-1"]},
                {"instance_group_name":"train","instance_type":"ml.g5.xlarge","hosts":["algo-3","algo-2"]}]}""";
        job.parameter("sagemaker_distribution_instance_groups", "[\"train\"]");

        assertThat(job.resources(groups.formatted("algo-1", "data")).plan().role())
                .isEqualTo(HostRole.ALONE);
        HostPlan leader = job.resources(groups.formatted("algo-3", "train")).plan();
        assertThat(leader.role()).isEqualTo(HostRole.LEAD);
        assertThat(leader.team()).as("in the order of the group").containsExactly("algo-3", "algo-2");
        assertThat(job.resources(groups.formatted("algo-2", "train")).plan().leader())
                .isEqualTo("algo-3");
    }

    @Test
    void twoHundredHostsAreOneCommand() {
        HostPlan plan = job.host(1, 200).parameter(PER_HOST, "8").plan();

        String hosts = ClusterJob.after("--host", plan.command().argv()).get(0);
        assertThat(hosts.split(",")).hasSize(200).contains("algo-200:8").startsWith("algo-1:8", "algo-10:8");
        assertThat(ClusterJob.after("-np", plan.command().argv())).containsExactly("1600");
        assertThat(plan.tags().rewrite("[1,15]<stdout>:x\n")).isEqualTo("[1,mpirank:15,algo-10]<stdout>:x\n");
    }
}
