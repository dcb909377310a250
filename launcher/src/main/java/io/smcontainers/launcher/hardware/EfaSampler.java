package io.smcontainers.launcher.hardware;

import io.smcontainers.launcher.kernel.KernelFile;
import io.smcontainers.launcher.kernel.Rate;
import io.smcontainers.spi.HardwareSampler;
import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** Measures what goes through EFA, which the counters of network interfaces do not see. */
final class EfaSampler implements HardwareSampler {
    private static final String COUNTERS = "ports/1/hw_counters";

    private final Path devices;
    private final Rate received;
    private final Rate sent;

    EfaSampler(Path devices, LongSupplier nanoTime) {
        this.devices = devices;
        this.received = new Rate(nanoTime);
        this.sent = new Rate(nanoTime);
    }

    @Override
    public List<Measurement> sample() {
        List<Measurement> measurements = new ArrayList<>();
        add(measurements, "efa.received", received.perSecond(sum("rx_bytes")));
        add(measurements, "efa.sent", sent.perSecond(sum("tx_bytes")));
        return measurements;
    }

    private static void add(List<Measurement> measurements, String metric, OptionalDouble rate) {
        rate.ifPresent(value -> measurements.add(new Measurement(metric, "", value, Unit.BYTES_PER_SECOND)));
    }

    private long sum(String counter) {
        long sum = 0;
        for (String name : FolderNames.of(devices)) {
            sum += KernelFile.number(devices.resolve(name).resolve(COUNTERS).resolve(counter))
                    .orElse(0);
        }
        return sum;
    }

    @Override
    public void close() {}
}
