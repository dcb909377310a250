package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The hosts of the job and the place of this one among them, from {@code resourceconfig.json}.
 *
 * @param currentHost the name of this host, such as {@code algo-1}
 * @param currentInstanceType such as {@code ml.c5.xlarge}; {@code local} if the file does not say
 * @param currentGroupName the instance group of this host; {@code homogeneousCluster} if the file does not say
 * @param hosts all hosts, sorted as text (algo-10 before algo-2)
 * @param networkInterfaceName the interface between the hosts; {@code eth0} if the file does not say
 * @param instanceGroups empty if the file has none
 * @param distributionGroups names of the groups that take part in distributed training
 * @param distributionHosts the hosts of those groups; all hosts if the file has no groups
 * @param topology the file's {@code topology}; an empty array if there is none
 * @param resourceConfig the whole file
 */
public record Cluster(
        String currentHost,
        String currentInstanceType,
        String currentGroupName,
        List<String> hosts,
        String networkInterfaceName,
        List<InstanceGroup> instanceGroups,
        List<String> distributionGroups,
        List<String> distributionHosts,
        JsonNode topology,
        ObjectNode resourceConfig) {
    /** The port on the master that hosts meet at. */
    public static final int MASTER_PORT = 7777;

    /** Copies the lists. */
    public Cluster {
        hosts = List.copyOf(hosts);
        instanceGroups = List.copyOf(instanceGroups);
        distributionGroups = List.copyOf(distributionGroups);
        distributionHosts = List.copyOf(distributionHosts);
    }

    /** Returns the host that leads: the first that takes part in distributed training, else the first of all. */
    public String masterHost() {
        return distributionHosts.isEmpty() ? hosts.get(0) : distributionHosts.get(0);
    }

    /** Returns whether this host leads. */
    public boolean isMaster() {
        return currentHost.equals(masterHost());
    }

    /** Returns the place of this host among all hosts, from 0. */
    public int currentHostRank() {
        return hosts.indexOf(currentHost);
    }

    /** Returns whether there is more than one instance group. */
    public boolean isHeterogeneous() {
        return instanceGroups.size() > 1;
    }

    /** Returns whether this host's group takes part in distributed training. */
    public boolean isDistributionEnabled() {
        return distributionGroups.contains(currentGroupName);
    }

    /** Returns the hosts of this host's group, empty if the file has no such group. */
    public List<String> currentGroupHosts() {
        for (InstanceGroup group : instanceGroups) {
            if (group.name().equals(currentGroupName)) {
                return group.hosts();
            }
        }
        return List.of();
    }
}
