package io.smcontainers.launcher.cluster;

import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What libraries that speak between hosts are told of the network: from what this host has, never from a list of instance types,
 * and never over what the user has set.
 *
 * @param networkInterface the one to use; empty if the job's is not there
 * @param variables those the user has not set
 * @param notes one line that says what was decided
 */
record NetworkSettings(String networkInterface, Map<String, String> variables, List<String> notes) {
    /** RDMA devices by name, each with a link to its driver (Linux, {@code Documentation/ABI/stable/sysfs-class-infiniband}). */
    private static final String DEVICES = "sys/class/infiniband";

    private static final String EFA = "efa";

    /** Copies map and list. */
    NetworkSettings {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        notes = List.copyOf(notes);
    }

    static NetworkSettings of(TrainingJob job) {
        String name = job.environment().cluster().networkInterfaceName();
        return of(job.variables(), name, exists(name), Path.of("/"));
    }

    /**
     * Decides.
     *
     * @param set the variables that are set already
     * @param name of the interface between the hosts
     * @param exists whether this host has it
     * @param root of the file system, in which devices are looked up
     */
    static NetworkSettings of(Map<String, String> set, String name, boolean exists, Path root) {
        Map<String, String> wanted = new LinkedHashMap<>();
        if (exists) {
            wanted.put("NCCL_SOCKET_IFNAME", name);
            wanted.put("GLOO_SOCKET_IFNAME", name);
        }
        boolean efa = hasEfa(root.resolve(DEVICES));
        if (efa) {
            wanted.put("FI_PROVIDER", EFA);
        }
        List<String> kept = wanted.keySet().stream().filter(set::containsKey).toList();
        wanted.keySet().removeAll(kept);
        List<String> parts = new ArrayList<>();
        parts.add(exists ? "interface " + name : "there is no interface " + name + " here, so none is named");
        parts.add(efa ? "EFA" : "no EFA");
        wanted.forEach((variable, value) -> parts.add(variable + "=" + value));
        kept.forEach(variable -> parts.add(variable + " is yours"));
        return new NetworkSettings(exists ? name : "", wanted, List.of("network: " + String.join(", ", parts)));
    }

    private static boolean exists(String name) {
        try {
            return NetworkInterface.getByName(name) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean hasEfa(Path devices) {
        if (!Files.isDirectory(devices)) {
            return false;
        }
        try (Stream<Path> all = Files.list(devices)) {
            return all.anyMatch(device -> isEfa(device.resolve("device/driver")));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isEfa(Path driver) {
        try {
            return driver.toRealPath().endsWith(EFA);
        } catch (IOException e) {
            return false;
        }
    }
}
