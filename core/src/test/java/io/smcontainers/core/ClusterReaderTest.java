package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterReaderTest {
    private static final String HOSTS_EXPECTED = "a list of host names, as in [\"algo-1\", \"algo-2\"]";

    private static final String TWO_GROUPS = """
            {"current_host": "algo-3", "current_group_name": "gpu", "hosts": ["algo-1", "algo-2", "algo-3", "algo-4"],
             "instance_groups": [
               {"instance_group_name": "cpu", "instance_type": "ml.c5.xlarge", "hosts": ["algo-4", "algo-1"]},
               {"instance_group_name": "gpu", "instance_type": "ml.p4d.24xlarge", "hosts": ["algo-3", "algo-2"]}]}""";

    @TempDir
    private Path base;

    private JobFolder job;

    @BeforeEach
    void layOutAJob() {
        job = new JobFolder(base);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"hosts": ["a"]} | 'current_host' is missing; expected the name of this host, one of 'hosts'
                    {"hosts": ["a"], "current_host": null} | 'current_host' is missing; expected the name of this host, one of 'hosts'
                    {"hosts": ["a"], "current_host": ""} | 'current_host' is empty; expected the name of this host, one of 'hosts'
                    {"hosts": ["a"], "current_host": 1} | 'current_host' is 1; expected a string
                    {"hosts": ["a", "b"], "current_host": "c"} | 'current_host' is 'c'; expected one of 'hosts', which is [a, b]
                    {"hosts": ["a"], "current_host": "a", "network_interface_name": 0} | 'network_interface_name' is 0; expected a string
                    {"hosts": ["a"], "current_host": "a", "current_group_name": []} | 'current_group_name' is []; expected a string
                    """)
    void aValueThatDoesNotFitIsNamed(String file, String problem) {
        job.resourceConfig(file);

        assertThat(job.problem()).hasMessage("resourceconfig.json: " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"algo-1\"", "{}", "[1]", "[\"algo-1\", null]", "true"})
    void hostsAreAListOfNames(String hosts) {
        job.resourceConfig("{\"current_host\": \"algo-1\", \"hosts\": " + hosts + "}");

        assertThat(job.problem())
                .hasMessage(
                        "resourceconfig.json: 'hosts' is " + hosts.replace(", ", ",") + "; expected " + HOSTS_EXPECTED)
                .extracting(JobException::code)
                .isEqualTo(ErrorCode.INVALID_CONFIGURATION);
    }

    @Test
    void missingHostsAreToldOnceEachWithTheMissingHost() {
        job.resourceConfig("{}");

        assertThat(job.problem().getMessage().lines())
                .containsExactly(
                        "resourceconfig.json: 'current_host' is missing; expected the name of this host, one of 'hosts'",
                        "resourceconfig.json: 'hosts' is missing; expected " + HOSTS_EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "[5]", "[{}]", "[{\"instance_group_name\": 5}]"})
    void instanceGroupsHaveNames(String groups) {
        job.resourceConfig("{\"current_host\": \"a\", \"hosts\": [\"a\"], \"instance_groups\": " + groups + "}");

        assertThat(job.problem())
                .hasMessageStartingWith("resourceconfig.json: 'instance_groups' is ")
                .hasMessageEndingWith("; expected a list of objects that each have an 'instance_group_name'");
    }

    @Test
    void theHostsOfAnInstanceGroupAreAListOfNames() {
        job.resourceConfig("""
                {"current_host": "a", "hosts": ["a"], "instance_groups": [{"instance_group_name": "g", "hosts": "a"}]}""");

        assertThat(job.problem())
                .hasMessage("resourceconfig.json: 'instance_groups[].hosts' is \"a\"; expected " + HOSTS_EXPECTED);
    }

    @Test
    void distributionGroupsAreAListOfNames() {
        job.hyperparameters("{\"sagemaker_distribution_instance_groups\": \"gpu\"}");

        assertThat(job.problem())
                .hasMessage(
                        "hyperparameters.json: 'sagemaker_distribution_instance_groups' is \"gpu\"; expected a list of "
                                + "instance group names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"current_host\": \"a\", \"hosts\": [\"a\"]}", """
                {"current_host": "a", "hosts": ["a"], "current_instance_type": null, "current_group_name": null,
                 "network_interface_name": null, "instance_groups": null, "topology": null}"""})
    void whatIsMissingOrNullHasADefault(String file) {
        Cluster cluster = job.resourceConfig(file).read().cluster();

        assertThat(cluster.currentInstanceType()).isEqualTo("local");
        assertThat(cluster.currentGroupName()).isEqualTo("homogeneousCluster");
        assertThat(cluster.networkInterfaceName()).isEqualTo("eth0");
        assertThat(cluster.instanceGroups()).isEmpty();
        assertThat(cluster.currentGroupHosts()).isEmpty();
        assertThat(cluster.topology()).isEqualTo(JobFolder.json("[]"));
        assertThat(cluster.distributionHosts()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sagemaker_mpi_enabled",
                "sagemaker_parameter_server_enabled",
                "sagemaker_distributed_dataparallel_enabled",
                "sagemaker_pytorch_ddp_enabled",
                "sagemaker_pytorch_xla_multi_worker_enabled",
                "sagemaker_multi_worker_mirrored_strategy_enabled",
                "sagemaker_torch_distributed_enabled"
            })
    void eachOfTheFlagsMakesTheCurrentGroupADistributionGroup(String flag) {
        job.resourceConfig(TWO_GROUPS);
        assertThat(job.hyperparameters("{\"" + flag + "\": \"false\"}")
                        .read()
                        .cluster()
                        .isDistributionEnabled())
                .isFalse();

        Cluster cluster =
                job.hyperparameters("{\"" + flag + "\": \"true\"}").read().cluster();

        assertThat(cluster.distributionGroups()).containsExactly("gpu");
        assertThat(cluster.distributionHosts()).containsExactly("algo-3", "algo-2");
        assertThat(cluster.isMaster()).isTrue();
        assertThat(cluster.currentHostRank()).isEqualTo(2);
    }

    @Test
    void distributionHostsAreInTheOrderOfTheFileWhateverThatOfTheParameter() {
        job.resourceConfig(TWO_GROUPS).hyperparameters("""
                {"sagemaker_distribution_instance_groups": "[\\"gpu\\", \\"cpu\\"]"}""");

        Cluster cluster = job.read().cluster();

        assertThat(cluster.distributionGroups()).containsExactly("gpu", "cpu");
        assertThat(cluster.distributionHosts()).containsExactly("algo-4", "algo-1", "algo-3", "algo-2");
        assertThat(cluster.masterHost()).isEqualTo("algo-4");
        assertThat(cluster.isMaster()).isFalse();
    }

    @Test
    void withoutDistributionTheFirstHostOfAllLeads() {
        Cluster cluster = job.resourceConfig(TWO_GROUPS).read().cluster();

        assertThat(cluster.distributionHosts()).isEmpty();
        assertThat(cluster.masterHost()).isEqualTo("algo-1");
        assertThat(cluster.isHeterogeneous()).isTrue();
        assertThat(cluster.currentGroupHosts()).containsExactly("algo-3", "algo-2");
    }
}
