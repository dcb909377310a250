package io.smcontainers.launcher.hardware;

import io.smcontainers.core.Cluster;
import io.smcontainers.launcher.kernel.RouteTable;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The network interfaces of this container.
 *
 * @param names all but loopback; empty if the kernel does not tell
 * @param defaultName the one of the default route; empty if there is none
 * @param root where the routes are read, {@code /} but for tests
 */
public record NetworkInterfaces(List<String> names, String defaultName, Path root) {
    /** Copies the list. */
    public NetworkInterfaces {
        names = List.copyOf(names);
    }

    /**
     * Returns the interface to use between the hosts: the one that resourceconfig.json names, if it is there.
     *
     * @param cluster names it
     * @return the interface of the default route, or the only one there is, if it is not there; the name in resourceconfig.json
     *     if nothing better is known
     */
    public String between(Cluster cluster) {
        return choose(cluster, Optional.empty());
    }

    /**
     * Returns the interface to use between the hosts, when another host's address is known.
     *
     * @param cluster names the interface that comes first
     * @param otherHost the interface that leads there comes second
     */
    public String between(Cluster cluster, InetAddress otherHost) {
        return choose(cluster, RouteTable.read(root).interfaceTo(otherHost));
    }

    private String choose(Cluster cluster, Optional<String> towardsOthers) {
        String named = cluster.networkInterfaceName();
        if (names.isEmpty() || names.contains(named)) {
            return named;
        }
        if (towardsOthers.isPresent()) {
            return towardsOthers.get();
        }
        return !defaultName.isEmpty() ? defaultName : names.size() == 1 ? names.get(0) : named;
    }

    /** Returns a warning if the hosts are to use an interface that is not there; a single host uses none. */
    Optional<String> warning(Cluster cluster) {
        String named = cluster.networkInterfaceName();
        if (cluster.hosts().size() == 1 || names.isEmpty() || names.contains(named)) {
            return Optional.empty();
        }
        return Optional.of("resourceconfig.json: 'network_interface_name' is '" + named
                + "', which this container does not have; it has " + String.join(", ", names)
                + ". SM_NETWORK_INTERFACE_NAME"
                + " stays '" + named + "'; a program that uses it, as for NCCL_SOCKET_IFNAME, should use '"
                + between(cluster) + "'");
    }
}
