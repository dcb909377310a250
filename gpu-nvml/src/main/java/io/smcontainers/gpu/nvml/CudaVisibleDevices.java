package io.smcontainers.gpu.nvml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code CUDA_VISIBLE_DEVICES} as CUDA does: NVIDIA's CUDA Programming Guide, "CUDA Environment Variables", and what it
 * leaves open as PyTorch found it ({@code _parse_visible_devices} in torch/cuda/__init__.py).
 */
final class CudaVisibleDevices {
    /** The variable. */
    static final String VARIABLE = "CUDA_VISIBLE_DEVICES";

    private final List<Gpu> gpus;

    CudaVisibleDevices(List<Gpu> gpus) {
        this.gpus = gpus;
    }

    /**
     * Returns the devices that a value names, in its order. The first entry that names none ends the list; a device that is
     * named twice empties it.
     */
    List<CudaDevice> named(String value) {
        List<CudaDevice> devices = new ArrayList<>();
        for (String entry : value.split(",", -1)) {
            Optional<CudaDevice> device = device(entry, value);
            if (device.isEmpty()) {
                break;
            }
            if (devices.contains(device.get())) {
                return List.of();
            }
            devices.add(device.get());
        }
        return devices;
    }

    /** The first entry decides what all are: UUIDs of GPUs, of MIG devices, or numbers. */
    private Optional<CudaDevice> device(String entry, String value) {
        if (value.startsWith("GPU-")) {
            return entry.startsWith("GPU-") ? only(gpusOf(entry)) : Optional.empty();
        }
        return value.startsWith("MIG-") ? DeviceNames.mig(entry, gpus) : numbered(entry.strip());
    }

    /** A UUID may be cut short, as long as it is only one GPU's. */
    private List<Gpu> gpusOf(String uuid) {
        return gpus.stream().filter(gpu -> gpu.uuid().startsWith(uuid)).toList();
    }

    private static Optional<CudaDevice> only(List<Gpu> candidates) {
        return candidates.size() == 1 ? Optional.of(new CudaDevice.Whole(candidates.get(0))) : Optional.empty();
    }

    /** Like strtoul(3), CUDA takes the digits that an entry begins with and ignores the rest. */
    private Optional<CudaDevice> numbered(String entry) {
        int start = entry.startsWith("+") ? 1 : 0;
        int end = start;
        while (end < entry.length() && entry.charAt(end) >= '0' && entry.charAt(end) <= '9') {
            end++;
        }
        // More digits than this number no GPU.
        return end == start || end - start > 9
                ? Optional.empty()
                : DeviceNames.gpu(Integer.parseInt(entry.substring(start, end)), gpus);
    }
}
