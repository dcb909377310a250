package io.smcontainers.gpu.nvml;

import java.util.List;
import java.util.Optional;

/** Finds devices by their names. */
final class DeviceNames {
    private DeviceNames() {}

    /** Returns the GPU of that number. */
    static Optional<CudaDevice> gpu(int index, List<Gpu> gpus) {
        return gpus.stream().filter(gpu -> gpu.index() == index).findFirst().map(CudaDevice.Whole::new);
    }

    /** Returns the MIG device of that UUID, or of the name that older drivers give it. */
    static Optional<CudaDevice> mig(String name, List<Gpu> gpus) {
        return slices(gpus).stream()
                .filter(slice ->
                        slice.mig().uuid().equals(name) || slice.oldName().equals(name))
                .findFirst()
                .map(CudaDevice.class::cast);
    }

    /** Returns all MIG devices. */
    static List<CudaDevice.Slice> slices(List<Gpu> gpus) {
        return gpus.stream()
                .flatMap(gpu -> gpu.migDevices().stream().map(mig -> new CudaDevice.Slice(gpu, mig)))
                .toList();
    }
}
