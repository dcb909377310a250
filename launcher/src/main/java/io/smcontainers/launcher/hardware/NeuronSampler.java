package io.smcontainers.launcher.hardware;

import io.smcontainers.launcher.kernel.KernelFile;
import io.smcontainers.spi.HardwareSampler;
import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the memory of NeuronCores by the counters of the driver, whose "total" is what is in use (AWS Neuron documentation,
 * "Neuron Sysfs User Guide"). Utilisation is not among them: only {@code neuron-monitor}, a process of its own, tells that.
 */
final class NeuronSampler implements HardwareSampler {
    private static final String MEMORY = "stats/memory_usage/device_mem";

    private final Path driver;

    NeuronSampler(Path driver) {
        this.driver = driver;
    }

    @Override
    public List<Measurement> sample() {
        return read("total", "neuron.memory.used");
    }

    /** The driver keeps the peak, since it was loaded: on a machine of SageMaker's, that is the job's. */
    @Override
    public List<Measurement> summary() {
        return read("peak", "neuron.memory.peak");
    }

    private List<Measurement> read(String counter, String metric) {
        List<Measurement> measurements = new ArrayList<>();
        for (String device : FolderNames.of(driver)) {
            for (String core : FolderNames.of(driver.resolve(device))) {
                if (core.startsWith("neuron_core")) {
                    KernelFile.number(driver.resolve(device)
                                    .resolve(core)
                                    .resolve(MEMORY)
                                    .resolve(counter))
                            .ifPresent(bytes ->
                                    measurements.add(new Measurement(metric, name(device, core), bytes, Unit.BYTES)));
                }
            }
        }
        return measurements;
    }

    /** {@code 0.1} is core 1 of device 0. */
    private static String name(String device, String core) {
        return device.substring(Math.min(device.length(), "neuron".length())) + "."
                + core.substring("neuron_core".length());
    }

    @Override
    public void close() {}
}
