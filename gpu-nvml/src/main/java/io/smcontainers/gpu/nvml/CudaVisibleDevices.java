package io.smcontainers.gpu.nvml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        Set<String> labels = new HashSet<>();
        for (String entry : value.split(",", -1)) {
            CudaDevice device = device(entry, value);
            if (device == null) {
                break;
            }
            if (!labels.add(device.label())) {
                return List.of();
            }
            devices.add(device);
        }
        return devices;
    }

    /** The first entry decides what all are: UUIDs of GPUs, of MIG devices, or numbers. */
    private @Nullable CudaDevice device(String entry, String value) {
        if (value.startsWith("GPU-")) {
            return entry.startsWith("GPU-") ? onlyGpu(entry) : null;
        }
        return value.startsWith("MIG-") ? migDevice(entry) : numbered(entry.strip());
    }

    /** A UUID may be cut short, as long as it is only one GPU's. */
    private @Nullable CudaDevice onlyGpu(String uuid) {
        CudaDevice only = null;
        for (Gpu gpu : gpus) {
            if (gpu.uuid().startsWith(uuid)) {
                if (only != null) {
                    return null;
                }
                only = new CudaDevice.Whole(gpu);
            }
        }
        return only;
    }

    private @Nullable CudaDevice migDevice(String name) {
        for (CudaDevice.Slice slice : CudaDevice.slices(gpus)) {
            if (slice.isNamed(name)) {
                return slice;
            }
        }
        return null;
    }

    /** Like strtoul(3), CUDA takes the digits that an entry begins with and ignores the rest. */
    private @Nullable CudaDevice numbered(String entry) {
        int start = entry.startsWith("+") ? 1 : 0;
        int end = start;
        while (end < entry.length() && entry.charAt(end) >= '0' && entry.charAt(end) <= '9') {
            end++;
        }
        // More digits than this number no GPU.
        return end == start || end - start > 9 ? null : gpu(Integer.parseInt(entry.substring(start, end)));
    }

    /** CUDA counts only GPUs that it may open, so its numbers have no gaps. */
    private @Nullable CudaDevice gpu(int number) {
        return number < gpus.size() ? new CudaDevice.Whole(gpus.get(number)) : null;
    }
}
