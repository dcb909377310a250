package io.smcontainers.gpu.nvml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of the devices that are left to it a CUDA process really sees, by NVIDIA's MIG User Guide, "MIG Device Names", section
 * "CUDA Device Enumeration".
 */
final class CudaEnumeration {
    /** From this driver on a process sees more than one MIG device. */
    private static final int MANY_MIG_DEVICES = 570;

    private static final int MAX_MIG_DEVICES = 64;

    private CudaEnumeration() {}

    /**
     * Returns what a process sees.
     *
     * @param devices that the variables leave, in CUDA's order
     * @param driverBranch the first number of the driver's version, 0 if unknown
     */
    static List<CudaDevice> of(List<CudaDevice> devices, int driverBranch) {
        List<CudaDevice> usable = new ArrayList<>();
        for (CudaDevice device : devices) {
            usable.addAll(device.usable());
        }
        return driverBranch >= MANY_MIG_DEVICES ? onePerGpuInstance(usable) : oneMigDevice(usable);
    }

    /** "Regardless of how many MIG devices are created", one; and then no GPU that is not split. */
    private static List<CudaDevice> oneMigDevice(List<CudaDevice> usable) {
        for (CudaDevice device : usable) {
            if (device instanceof CudaDevice.Slice) {
                return List.of(device);
            }
        }
        return usable;
    }

    /** One compute instance of each GPU instance, 64 in all; and GPUs that are not split. */
    private static List<CudaDevice> onePerGpuInstance(List<CudaDevice> usable) {
        Set<String> gpuInstances = new HashSet<>();
        List<CudaDevice> seen = new ArrayList<>();
        for (CudaDevice device : usable) {
            if (!(device instanceof CudaDevice.Slice slice)
                    || gpuInstances.size() < MAX_MIG_DEVICES
                            && gpuInstances.add(
                                    slice.gpu().uuid() + "/" + slice.mig().gpuInstance())) {
                seen.add(device);
            }
        }
        return seen;
    }
}
