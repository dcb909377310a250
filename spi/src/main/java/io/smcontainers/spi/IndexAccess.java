package io.smcontainers.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How installers reach a package index.
 *
 * @param description which index, for the log: {@code CodeArtifact repository pypi-store of domain ml}
 * @param environment variables for installers, over those of the job, such as {@code PIP_INDEX_URL}; no passwords, which
 *     an installer would hand on in the arguments of what it starts
 * @param logins what to say to the index, which installers find in a netrc file
 */
public record IndexAccess(String description, Map<String, String> environment, List<Login> logins) {
    /** Copies map and list. */
    public IndexAccess {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        logins = List.copyOf(logins);
    }

    /**
     * What to say to a host that asks who we are.
     *
     * @param host its name, without a port
     * @param user the user's name
     * @param password the password or token; the launcher masks it wherever it would be printed
     */
    public record Login(String host, String user, String password) {
        /** Leaves out the password. */
        @Override
        public String toString() {
            return "Login[" + user + " at " + host + "]";
        }
    }
}
