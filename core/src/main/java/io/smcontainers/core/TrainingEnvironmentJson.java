package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The whole job as one JSON object, {@code SM_TRAINING_ENV}: the attributes of the Python toolkit's Environment class. */
final class TrainingEnvironmentJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TrainingEnvironmentJson() {}

    static ObjectNode of(TrainingEnvironment job) {
        ObjectNode json = NODES.objectNode();
        putProgram(json, job);
        putCluster(json, job.cluster());
        putFolders(json, job.layout());
        putHardware(json, job.hardware());
        putSettings(json, job.settings());
        ObjectNode channels = json.putObject("channel_input_dirs");
        job.channels()
                .byName()
                .forEach((name, channel) -> channels.put(name, channel.path().toString()));
        json.set("input_data_config", job.channels().inputDataConfig());
        return json;
    }

    private static void putProgram(ObjectNode json, TrainingEnvironment job) {
        json.set("hyperparameters", job.hyperparameters().json());
        json.set("additional_framework_parameters", job.frameworkParameters().json());
        json.put("framework_module", job.program().framework().orElse(null));
        json.put("module_dir", job.moduleDir());
        json.put("module_name", job.program().moduleName());
        json.put("user_entry_point", job.program().name().orElse(null));
    }

    private static void putCluster(ObjectNode json, Cluster cluster) {
        json.put("current_host", cluster.currentHost());
        json.put("current_instance_group", cluster.currentGroupName());
        json.set("current_instance_group_hosts", array(cluster.currentGroupHosts()));
        json.put("current_instance_type", cluster.currentInstanceType());
        json.set("distribution_hosts", array(cluster.distributionHosts()));
        json.set("distribution_instance_groups", array(cluster.distributionGroups()));
        json.set("hosts", array(cluster.hosts()));
        json.set("instance_groups", groupNames(cluster));
        json.set("instance_groups_dict", groupsByName(cluster));
        json.put("is_hetero", cluster.isHeterogeneous());
        json.put("is_master", cluster.isMaster());
        json.put("master_hostname", cluster.masterHost());
        json.put("network_interface_name", cluster.networkInterfaceName());
        json.set("resource_config", cluster.resourceConfig());
        json.set("topology", cluster.topology());
    }

    private static void putFolders(ObjectNode json, JobLayout layout) {
        json.put("input_config_dir", layout.inputConfigDir().toString());
        json.put("input_dir", layout.inputDir().toString());
        json.put("model_dir", layout.modelDir().toString());
        json.put("output_data_dir", layout.outputDataDir().toString());
        json.put("output_dir", layout.outputDir().toString());
        json.put("output_intermediate_dir", layout.outputIntermediateDir().toString());
    }

    private static void putHardware(ObjectNode json, Hardware hardware) {
        json.put("num_cpus", hardware.cpus());
        json.put("num_gpus", hardware.count(AcceleratorKind.GPU));
        json.put("num_neurons", hardware.count(AcceleratorKind.NEURON_CORE));
    }

    private static void putSettings(ObjectNode json, JobSettings settings) {
        json.set("is_modelparallel_enabled", settings.modelParallel());
        json.put("is_smddpmprun_installed", settings.smddpmprunInstalled());
        json.put("is_smddprun_installed", settings.smddprunInstalled());
        json.put("job_name", settings.trainingJobName().orElse(null));
        json.set("log_level", settings.logLevel());
    }

    static ArrayNode groupNames(Cluster cluster) {
        ArrayNode names = NODES.arrayNode();
        cluster.instanceGroups().forEach(group -> names.add(group.name()));
        return names;
    }

    /** Takes the groups from the file itself, so that keys we do not know stay. */
    static ObjectNode groupsByName(Cluster cluster) {
        ObjectNode byName = NODES.objectNode();
        for (JsonNode group : cluster.resourceConfig().path("instance_groups")) {
            byName.set(group.path("instance_group_name").asText(), group);
        }
        return byName;
    }

    static ArrayNode array(List<String> strings) {
        ArrayNode array = NODES.arrayNode();
        strings.forEach(array::add);
        return array;
    }
}
