package io.smcontainers.core;

import java.util.List;

/**
 * The hosts of one instance type. A cluster with more than one group is heterogeneous.
 *
 * @param name as in {@code instance_group_name}
 * @param instanceType such as {@code ml.c5.xlarge}, or empty if the file does not say
 * @param hosts in the file's order, which is not sorted
 */
public record InstanceGroup(String name, String instanceType, List<String> hosts) {
    /** Copies the list. */
    public InstanceGroup {
        hosts = List.copyOf(hosts);
    }
}
