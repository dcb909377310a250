package io.smcontainers.gpu.nvml;

import io.smcontainers.spi.HardwareSampler;
import io.smcontainers.spi.Machine;
import io.smcontainers.spi.Measurement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures the GPUs that the job may use. NVML is initialised when it is opened, and shut down when it is closed. */
final class GpuSampler implements HardwareSampler {
    private final Nvml nvml;
    private final List<DeviceMeter> meters;

    private GpuSampler(Nvml nvml, List<DeviceMeter> meters) {
        this.nvml = nvml;
        this.meters = meters;
    }

    /**
     * Opens a sampler.
     *
     * @return none if NVML is missing: nothing else measures
     * @throws NvmlException if NVML does not work
     */
    static Optional<HardwareSampler> open(List<String> libraryNames, Machine machine) {
        Nvml nvml;
        try {
            nvml = Nvml.open(libraryNames);
        } catch (LinkageError e) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GpuSampler(nvml, meters(nvml, machine)));
        } catch (RuntimeException | Error e) {
            nvml.close();
            throw e;
        }
    }

    private static List<DeviceMeter> meters(Nvml nvml, Machine machine) {
        List<DeviceMeter> meters = new ArrayList<>();
        for (CudaDevice device :
                Selection.of(new GpuReader(nvml).read(), machine.variables()).devices()) {
            if (device instanceof CudaDevice.Whole whole
                    && nvml.gpu(whole.gpu().index()) instanceof Nvml.Handle.Usable usable) {
                meters.add(new GpuMeter(device.label(), usable.device(), new NvmlHistory(nvml, usable.device())));
            } else if (device instanceof CudaDevice.Slice slice
                    && nvml.gpu(slice.gpu().index()) instanceof Nvml.Handle.Usable parent
                    && parent.device().migDevice(slice.mig().index()) instanceof Nvml.Handle.Usable usable) {
                meters.add(new MemoryMeter(device.label(), usable.device()));
            }
        }
        return meters;
    }

    @Override
    public List<Measurement> sample() {
        return meters.stream().flatMap(meter -> meter.sample().stream()).toList();
    }

    /** What the driver has kept of processes counts from the start of this one, which is that of the job. */
    @Override
    public List<Measurement> summary() {
        Instant start = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
        return meters.stream().flatMap(meter -> meter.summary(start).stream()).toList();
    }

    @Override
    public void close() {
        nvml.close();
    }
}
