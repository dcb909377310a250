package io.smcontainers.testing;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The files under {@code /opt/ml/input/config}.
 *
 * <p>Source: Amazon SageMaker AI Developer Guide, "How Amazon SageMaker AI Provides Training Information"; for the plain
 * form, local mode of the SageMaker Python SDK ({@code sagemaker/local/image.py}, {@code write_config_files}).
 */
final class ConfigFiles {
    private static final JsonMapper JSON = new JsonMapper();

    private final boolean plain;
    private final List<String> hosts;
    private final List<InstanceGroup> groups;

    /** With the names of all hosts, sorted; plain files say nothing of groups, types and networks. */
    ConfigFiles(boolean plain, List<String> hosts, List<InstanceGroup> groups) {
        this.plain = plain;
        this.hosts = hosts;
        this.groups = groups;
    }

    String hyperparameters(Map<String, String> values) {
        ObjectNode node = JSON.createObjectNode();
        values.forEach(node::put);
        return node.toString();
    }

    String inputData(Map<String, ChannelSource> channels) {
        ObjectNode node = JSON.createObjectNode();
        channels.forEach((name, channel) -> {
            ObjectNode config = node.putObject(name).put("TrainingInputMode", "File");
            if (!plain) {
                config.put("S3DistributionType", "FullyReplicated").put("RecordWrapperType", "None");
            }
            channel.contentType().ifPresent(type -> config.put("ContentType", type));
        });
        return node.toString();
    }

    String resources(String host) {
        ObjectNode node = JSON.createObjectNode().put("current_host", host);
        if (plain) {
            hosts.forEach(node.putArray("hosts")::add);
            return node.toString();
        }
        InstanceGroup own = groups.stream()
                .filter(group -> group.hosts().contains(host))
                .findFirst()
                .orElseThrow();
        node.put("current_instance_type", own.instanceType()).put("current_group_name", own.name());
        hosts.forEach(node.putArray("hosts")::add);
        ArrayNode all = node.putArray("instance_groups");
        for (InstanceGroup group : groups) {
            ObjectNode each =
                    all.addObject().put("instance_group_name", group.name()).put("instance_type", group.instanceType());
            group.hosts().forEach(each.putArray("hosts")::add);
        }
        node.put("network_interface_name", "eth0").putNull("topology");
        return node.toString();
    }

    String checkpoints() {
        return JSON.createObjectNode().put("LocalPath", "/opt/ml/checkpoints").toString();
    }
}
