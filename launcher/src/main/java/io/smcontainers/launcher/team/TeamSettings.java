package io.smcontainers.launcher.team;

import java.time.Duration;
import java.util.List;

/**
 * A team, as one of its hosts sees it.
 *
 * @param host this one
 * @param hosts all, the leader first
 * @param mustAllSucceed whether the job has succeeded only when every host's program has; else the leader alone decides
 * @param token which the others must name; no secret
 * @param port where the leader listens
 * @param networkInterface on which it listens; all if this host has no such interface
 * @param times how long to wait
 */
public record TeamSettings(
        String host,
        List<String> hosts,
        boolean mustAllSucceed,
        String token,
        int port,
        String networkInterface,
        Times times) {
    /** Copies the list. */
    public TeamSettings {
        hosts = List.copyOf(hosts);
    }

    /** Returns the host that leads. */
    public String leader() {
        return hosts.get(0);
    }

    /** Returns whether this host leads. */
    public boolean leads() {
        return host.equals(leader());
    }

    /**
     * How long to wait.
     *
     * @param join for another host to appear: images are pulled at different speeds
     * @param silence without a word until a host counts as lost
     * @param beat from one sign of life to the next
     * @param lastWords for others to say why they ended, once one has failed
     */
    public record Times(Duration join, Duration silence, Duration beat, Duration lastWords) {
        /** What a job uses, but for tests. */
        public static final Times DEFAULT =
                new Times(Duration.ofMinutes(15), Duration.ofSeconds(8), Duration.ofSeconds(1), Duration.ofSeconds(4));
    }
}
