package io.smcontainers.launcher.cluster;

import io.smcontainers.spi.TrainingJob;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What libraries that speak between hosts are told of the network: from what this host has, never from a list of instance types,
 * and never over what the user has set.
 *
 * @param networkInterface the one to use; empty if the job's is not there
 * @param variables those the user has not set
 * @param notes one line that says what was decided
 */
record NetworkSettings(String networkInterface, Map<String, String> variables, List<String> notes) {
    /** Copies map and list. */
    NetworkSettings {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        notes = List.copyOf(notes);
    }

    static NetworkSettings of(TrainingJob job, boolean hasEfa) {
        String name = job.environment().cluster().networkInterfaceName();
        return of(job.variables(), name, exists(name), hasEfa);
    }

    /**
     * Decides.
     *
     * @param set the variables that are set already
     * @param name of the interface between the hosts
     * @param exists whether this host has it
     * @param efa whether the container may use an Elastic Fabric Adapter
     */
    static NetworkSettings of(Map<String, String> set, String name, boolean exists, boolean efa) {
        Map<String, String> wanted = new LinkedHashMap<>();
        if (exists) {
            wanted.put("NCCL_SOCKET_IFNAME", name);
            wanted.put("GLOO_SOCKET_IFNAME", name);
        }
        if (efa) {
            wanted.put("FI_PROVIDER", "efa");
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
}
