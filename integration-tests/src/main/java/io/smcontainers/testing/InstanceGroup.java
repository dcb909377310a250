package io.smcontainers.testing;

import java.util.List;

/**
 * Hosts of one type.
 *
 * @param name its name
 * @param instanceType such as {@code ml.c5.xlarge}
 * @param hosts names of its hosts
 */
record InstanceGroup(String name, String instanceType, List<String> hosts) {}
