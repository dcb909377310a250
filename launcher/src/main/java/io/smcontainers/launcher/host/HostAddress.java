package io.smcontainers.launcher.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;

/** Asks the system for addresses, each time anew: hosts start at different times, and their names become known late. */
public final class HostAddress {
    private HostAddress() {}

    /**
     * Returns the address of a host, which may take as long as the system's resolver waits for its servers.
     *
     * @throws UnknownHostException if it has none now
     */
    public static InetAddress of(String host) throws UnknownHostException {
        // Java would otherwise remember for 10 seconds that a name is unknown, and reads this only before the first
        // look-up.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        return InetAddress.getByName(host);
    }
}
