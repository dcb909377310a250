package io.smcontainers.launcher.kernel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which interface a packet leaves by, for IPv4, from {@code /proc/net/route} (the kernel's networking/ip-sysctl and
 * net/ipv4/fib_trie.c write addresses as the machine keeps them, in hexadecimal).
 *
 * @param routes in the kernel's order
 */
public record RouteTable(List<Route> routes) {
    private static final int IS_UP = 1;
    private static final int IS_REJECT = 0x200;
    private static final int FIELDS = 8;

    /**
     * One route.
     *
     * @param device its interface
     * @param destination the network
     * @param mask which bits of an address name the network
     * @param metric of two routes to one network, the lower wins
     */
    record Route(String device, int destination, int mask, int metric) {
        private boolean leadsTo(int address) {
            return (address & mask) == destination;
        }

        private boolean isBetterThan(Route other) {
            int bits = Integer.bitCount(mask);
            int others = Integer.bitCount(other.mask);
            return bits > others || bits == others && metric < other.metric;
        }
    }

    /** Copies the list. */
    public RouteTable {
        routes = List.copyOf(routes);
    }

    /**
     * Reads the routes of this process's network namespace.
     *
     * @param root {@code /} but for tests
     */
    public static RouteTable read(Path root) {
        List<Route> routes = new ArrayList<>();
        for (String line : KernelFile.lines(root.resolve("proc/net/route"))) {
            Optional<Route> route = parse(line);
            if (route.isPresent()) {
                routes.add(route.get());
            }
        }
        return new RouteTable(routes);
    }

    private static Optional<Route> parse(String line) {
        String[] fields = line.split("\t");
        if (fields.length < FIELDS) {
            return Optional.empty();
        }
        try {
            int flags = Integer.parseInt(fields[3].strip(), 16);
            return (flags & IS_UP) == 0 || (flags & IS_REJECT) != 0
                    ? Optional.empty()
                    : Optional.of(new Route(
                            fields[0].strip(),
                            Integer.parseUnsignedInt(fields[1].strip(), 16),
                            Integer.parseUnsignedInt(fields[7].strip(), 16),
                            Integer.parseInt(fields[6].strip())));
        } catch (NumberFormatException e) {
            // The heading.
            return Optional.empty();
        }
    }

    /** Returns the interface of the default route. */
    public Optional<String> defaultInterface() {
        return interfaceTo(0);
    }

    /**
     * Returns the interface that leads to an address.
     *
     * @return empty if none does, or if it is no IPv4 address
     */
    public Optional<String> interfaceTo(InetAddress address) {
        return address instanceof Inet4Address
                ? interfaceTo(ByteBuffer.wrap(address.getAddress())
                        .order(ByteOrder.nativeOrder())
                        .getInt())
                : Optional.empty();
    }

    private Optional<String> interfaceTo(int address) {
        Route best = null;
        for (Route route : routes) {
            if (route.leadsTo(address) && (best == null || route.isBetterThan(best))) {
                best = route;
            }
        }
        return best == null ? Optional.empty() : Optional.of(best.device());
    }
}
