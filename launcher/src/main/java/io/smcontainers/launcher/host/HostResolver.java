package io.smcontainers.launcher.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;

/** Whether a host's name has an address yet. */
@FunctionalInterface
interface HostResolver {
    /** Returns whether the name resolves now. */
    boolean resolves(String host);

    /** Returns the system's resolver. */
    static HostResolver system() {
        // Java would otherwise remember for 10 seconds that a name is unknown, and we ask again after 100 milliseconds.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        return host -> {
            try {
                InetAddress.getByName(host);
                return true;
            } catch (UnknownHostException e) {
                return false;
            }
        };
    }
}
