package io.smcontainers.spi;

import java.time.Duration;

/**
 * A process that runs beside the program on this host, such as a parameter server. It is started before the program, which waits
 * until it is ready; it is ended after the program. A sidecar that ends before it is ready, or is not ready in time, fails the
 * job. One that ends while the program runs costs a warning: the program knows whether it needs it.
 *
 * @param name for the log: lower-case letters, digits and hyphens
 * @param command what to run, in the code folder and with the job's variables
 * @param readiness when the program can be started
 * @param patience how long that may take
 */
public record Sidecar(String name, Command command, Readiness readiness, Duration patience) {
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

    /** Creates a sidecar that has 60 seconds to get ready. */
    public Sidecar(String name, Command command, Readiness readiness) {
        this(name, command, readiness, DEFAULT_PATIENCE);
    }
}
