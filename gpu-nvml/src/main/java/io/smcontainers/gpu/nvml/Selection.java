package io.smcontainers.gpu.nvml;

import java.util.List;
import java.util.Map;

/**
 * The devices that a program of this job can use at once: what {@code SM_NUM_GPUS} counts.
 *
 * @param devices in the order of CUDA's numbers, as far as it can be known
 * @param rule which variable left them, with its value; empty if none did
 */
record Selection(List<CudaDevice> devices, String rule) {
    /** Copies the list. */
    Selection {
        devices = List.copyOf(devices);
    }

    /**
     * Applies the variables. If {@code CUDA_VISIBLE_DEVICES} is set it alone decides, for it is what the program obeys.
     *
     * @param seen the GPUs that the container sees
     * @param variables of the process
     */
    static Selection of(GpuInventory seen, Map<String, String> variables) {
        String cuda = variables.get(CudaVisibleDevices.VARIABLE);
        if (cuda != null) {
            return new Selection(
                    CudaEnumeration.of(new CudaVisibleDevices(seen.gpus()).named(cuda), seen.driverBranch()),
                    rule(CudaVisibleDevices.VARIABLE, cuda));
        }
        String nvidia = variables.getOrDefault(NvidiaVisibleDevices.VARIABLE, "");
        List<CudaDevice> left = new NvidiaVisibleDevices(seen.gpus()).left(nvidia);
        return new Selection(
                CudaEnumeration.of(left, seen.driverBranch()),
                left.size() == CudaDevice.usable(seen.gpus()).size()
                        ? ""
                        : rule(NvidiaVisibleDevices.VARIABLE, nvidia));
    }

    private static String rule(String variable, String value) {
        return variable + " is '" + value + "'";
    }
}
