package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smcontainers.core.json.PythonText;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code resourceconfig.json}. */
final class ClusterReader {
    private static final String FILE = "resourceconfig.json";
    private static final String CURRENT_HOST = "current_host";
    private static final String HOSTS = "hosts";
    private static final String GROUPS = "instance_groups";
    private static final String HOST_LIST = "a list of host names, as in [\"algo-1\", \"algo-2\"]";

    /** Any of these makes the current group take part in distributed training. */
    private static final List<String> DISTRIBUTION_FLAGS = List.of(
            "sagemaker_mpi_enabled",
            "sagemaker_parameter_server_enabled",
            "sagemaker_distributed_dataparallel_enabled",
            "sagemaker_pytorch_ddp_enabled",
            "sagemaker_pytorch_xla_multi_worker_enabled",
            "sagemaker_multi_worker_mirrored_strategy_enabled",
            "sagemaker_torch_distributed_enabled");

    private static final String DISTRIBUTION_GROUPS = "sagemaker_distribution_instance_groups";

    private final ConfigFile file;
    private final Problems problems;

    private ClusterReader(ConfigFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    static Cluster read(ConfigFile file, Hyperparameters frameworkParameters, Problems problems) {
        return new ClusterReader(file, problems).read(frameworkParameters);
    }

    private Cluster read(Hyperparameters frameworkParameters) {
        String currentHost = file.requiredString(CURRENT_HOST, "the name of this host, one of 'hosts'");
        List<String> hosts = file.requiredStrings(HOSTS, HOST_LIST);
        checkCurrentHost(currentHost, hosts);
        List<InstanceGroup> groups = groups();
        String currentGroup = file.string("current_group_name", "homogeneousCluster");
        List<String> distributionGroups = distributionGroups(frameworkParameters, currentGroup);
        JsonNode topology = file.values().path("topology");
        return new Cluster(
                currentHost,
                file.string("current_instance_type", "local"),
                currentGroup,
                hosts,
                file.string("network_interface_name", "eth0"),
                groups,
                distributionGroups,
                groups.isEmpty() ? hosts : hostsOf(groups, distributionGroups),
                ConfigFile.isAbsent(topology) ? JsonNodeFactory.instance.arrayNode() : topology,
                file.values());
    }

    private void checkCurrentHost(String currentHost, List<String> hosts) {
        if (!currentHost.isEmpty() && !hosts.isEmpty() && !hosts.contains(currentHost)) {
            problems.add(FILE, CURRENT_HOST, "'" + currentHost + "'", "one of 'hosts', which is " + hosts);
        }
    }

    private List<InstanceGroup> groups() {
        JsonNode list = file.values().path(GROUPS);
        if (ConfigFile.isAbsent(list)) {
            return List.of();
        }
        List<InstanceGroup> groups = new ArrayList<>();
        boolean fits = list.isArray();
        for (JsonNode group : list) {
            fits &= group.path("instance_group_name").isTextual();
            JsonNode hosts = group.path(HOSTS);
            groups.add(new InstanceGroup(
                    group.path("instance_group_name").asText(),
                    group.path("instance_type").asText(""),
                    ConfigFile.isAbsent(hosts) ? List.of() : file.strings(GROUPS + "[]." + HOSTS, hosts, HOST_LIST)));
        }
        if (!fits) {
            problems.add(
                    FILE, GROUPS, PythonText.json(list), "a list of objects that each have an 'instance_group_name'");
        }
        return groups;
    }

    private List<String> distributionGroups(Hyperparameters parameters, String currentGroup) {
        if (parameters.value(DISTRIBUTION_GROUPS).isPresent()) {
            JsonNode groups = parameters.value(DISTRIBUTION_GROUPS).get();
            return problems.strings(
                    "hyperparameters.json", DISTRIBUTION_GROUPS, groups, "a list of instance group names");
        }
        for (String flag : DISTRIBUTION_FLAGS) {
            if (parameters.flag(flag)) {
                return List.of(currentGroup);
            }
        }
        return List.of();
    }

    private static List<String> hostsOf(List<InstanceGroup> groups, List<String> names) {
        List<String> hosts = new ArrayList<>();
        for (InstanceGroup group : groups) {
            if (names.contains(group.name())) {
                hosts.addAll(group.hosts());
            }
        }
        return hosts;
    }
}
