package io.smcontainers.spi;

import java.util.List;

/**
 * Measures one kind of hardware while a job runs. It is opened, asked and closed in one thread, which does nothing else; what
 * it throws ends the measuring of this hardware with a warning and costs the job nothing.
 */
public interface HardwareSampler extends AutoCloseable {
    /** Returns what the hardware does now, or did since the last call. */
    List<Measurement> sample();

    /** Returns what the hardware knows of the whole job at its end, such as a peak that it has kept; by default nothing. */
    default List<Measurement> summary() {
        return List.of();
    }

    /** Ends the measuring. */
    @Override
    void close();
}
