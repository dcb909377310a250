package io.smcontainers.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds one kind of hardware, such as accelerators. All probes run at the same time, each in a thread of its own; one that throws or does not
 * answer in time costs the job a warning, nothing else.
 */
public interface HardwareProbe {
    /** Returns the probe's name: lower-case letters, digits and hyphens, unique among all probes. */
    String id();

    /** Returns how long the launcher waits for an answer, 3 seconds by default. */
    default Duration deadline() {
        return Duration.ofSeconds(3);
    }

    /**
     * Looks for the hardware. Start with what costs nothing, such as whether a device file exists: nearly every job runs on a
     * machine without this hardware, and waits for the answer.
     *
     * @param machine where to look
     * @return what was found
     */
    Finding probe(Machine machine);

    /**
     * Returns more facts, which may take longer to learn. Asked only by {@code train doctor}, never in a job, and only if
     * {@link #probe} found some.
     *
     * @param machine where to look
     * @return by default none
     */
    default List<HardwareFact> examine(Machine machine) {
        return List.of();
    }

    /**
     * Opens what measures this hardware while the job runs. Asked only if {@link #probe} found some.
     *
     * @param machine where to look
     * @return by default nothing: this hardware is not measured
     */
    default Optional<HardwareSampler> sampler(Machine machine) {
        return Optional.empty();
    }
}
