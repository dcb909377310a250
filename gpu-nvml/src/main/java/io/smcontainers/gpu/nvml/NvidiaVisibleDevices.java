package io.smcontainers.gpu.nvml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code NVIDIA_VISIBLE_DEVICES}: NVIDIA Container Toolkit, "Specialized Configurations with Docker", section "GPU
 * Enumeration". It is a request to the container runtime, which has been met when we read it, and CUDA does not look at it. So
 * it counts only where the container sees more than it asked for, as privileged ones do; and its numbers are those of the host,
 * so they mean something only there.
 */
final class NvidiaVisibleDevices {
    /** The variable. */
    static final String VARIABLE = "NVIDIA_VISIBLE_DEVICES";

    /**
     * Values that ask for nothing in particular. A container whose devices came by CDI has {@code void}, whatever it sees
     * (NVIDIA/nvidia-container-toolkit pull request 395).
     */
    private static final Set<String> ANY = Set.of("all", "void", "");

    private final List<Gpu> gpus;

    NvidiaVisibleDevices(List<Gpu> gpus) {
        this.gpus = gpus;
    }

    /** Returns the devices that a value leaves of those that the container sees. */
    List<CudaDevice> left(String value) {
        List<CudaDevice> all = CudaDevice.usable(gpus);
        if (value.equals("none")) {
            return List.of();
        }
        Set<String> entries = new LinkedHashSet<>();
        for (String entry : value.split(",")) {
            // CDI's names have the kind of device before them: nvidia.com/gpu=0.
            entries.add(entry.substring(entry.indexOf('=') + 1).strip());
        }
        // A path says that the list was made by mounts.
        if (value.startsWith("/") || entries.size() >= all.size() || !Collections.disjoint(entries, ANY)) {
            return all;
        }
        List<CudaDevice> named = new ArrayList<>();
        for (CudaDevice device : all) {
            if (isNamed(device, entries)) {
                named.add(device);
            }
        }
        return named.isEmpty() ? all : named;
    }

    private static boolean isNamed(CudaDevice device, Set<String> entries) {
        for (String entry : entries) {
            if (device instanceof CudaDevice.Whole whole && names(entry, whole.gpu())
                    || device instanceof CudaDevice.Slice slice
                            && (entry.equals(slice.label()) || slice.isNamed(entry) || names(entry, slice.gpu()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(String entry, Gpu gpu) {
        return entry.equals(Integer.toString(gpu.index()))
                || entry.startsWith("GPU-") && gpu.uuid().startsWith(entry);
    }
}
