package io.smcontainers.gpu.nvml;

import io.smcontainers.spi.Measurement;
import java.time.Instant;
import java.util.List;

/** Measures one device. What it cannot tell is left out. */
interface DeviceMeter {
    /** Returns what the device does now, or did since the last call. */
    List<Measurement> sample();

    /**
     * Returns what is known of all the time.
     *
     * @param start of the job
     */
    List<Measurement> summary(Instant start);
}
