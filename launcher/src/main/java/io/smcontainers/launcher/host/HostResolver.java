package io.smcontainers.launcher.host;

import java.net.UnknownHostException;

/** Whether a host's name has an address yet. */
@FunctionalInterface
interface HostResolver {
    /** Returns whether the name resolves now. */
    boolean resolves(String host);

    /** Returns the system's resolver. */
    static HostResolver system() {
        return host -> {
            try {
                HostAddress.of(host);
                return true;
            } catch (UnknownHostException e) {
                return false;
            }
        };
    }
}
