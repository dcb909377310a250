package io.smcontainers.gpu.nvml;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
        List<String> entries = Arrays.stream(value.split(","))
                .map(NvidiaVisibleDevices::device)
                .toList();
        // A path says that the list was made by mounts.
        if (entries.stream().anyMatch(ANY::contains) || value.startsWith("/") || entries.size() >= all.size()) {
            return all;
        }
        List<CudaDevice> named = all.stream()
                .filter(device -> entries.stream().anyMatch(entry -> names(entry, device)))
                .collect(Collectors.toList());
        return named.isEmpty() ? all : named;
    }

    /** CDI's names have the kind of device before them: {@code nvidia.com/gpu=0}. */
    private static String device(String entry) {
        return entry.substring(entry.indexOf('=') + 1).strip();
    }

    private static boolean names(String entry, CudaDevice device) {
        if (device instanceof CudaDevice.Slice slice) {
            return entry.equals(slice.label())
                    || entry.equals(slice.mig().uuid())
                    || entry.equals(slice.oldName())
                    || names(entry, slice.gpu());
        }
        return device instanceof CudaDevice.Whole whole && names(entry, whole.gpu());
    }

    private static boolean names(String entry, Gpu gpu) {
        return entry.equals(Integer.toString(gpu.index()))
                || entry.startsWith("GPU-") && gpu.uuid().startsWith(entry);
    }
}
