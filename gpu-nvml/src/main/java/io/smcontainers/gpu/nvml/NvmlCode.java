package io.smcontainers.gpu.nvml;

import java.util.Arrays;
import java.util.Optional;

/**
 * What NVML's functions return: {@code nvmlReturn_t} in nvml.h (NVIDIA's NVML API Reference Guide, "Device Enums"). The advice
 * is for those that keep a container from its GPUs.
 */
enum NvmlCode {
    UNINITIALIZED(1, "NVML was not initialised"),
    INVALID_ARGUMENT(2, "NVML does not take an argument"),
    NOT_SUPPORTED(3, "the GPU cannot tell that"),
    NO_PERMISSION(
            4,
            "this process may not open the driver's devices; look at the owner and mode of /dev/nvidia*,"
                    + " and whether the container's device cgroup allows them"),
    NOT_FOUND(6, "there is no such device"),
    INSUFFICIENT_SIZE(7, "a buffer is too small"),
    INSUFFICIENT_POWER(8, "the GPU's power cables are not attached; the host must be repaired or replaced"),
    DRIVER_NOT_LOADED(
            9,
            "the kernel has no NVIDIA driver loaded, or /dev/nvidiactl is not its device;"
                    + " look at nvidia-smi on the host, and start the container with GPUs"),
    TIMEOUT(10, "the driver took too long"),
    IRQ_ISSUE(11, "the kernel has trouble with the GPU's interrupts; the host must be restarted or replaced"),
    LIBRARY_NOT_FOUND(12, "NVML does not find a library that it needs; the driver is mounted in part only"),
    FUNCTION_NOT_FOUND(13, "the driver is too old to know that"),
    CORRUPTED_INFOROM(14, "the GPU's memory of itself is corrupt; the host must be replaced"),
    GPU_IS_LOST(15, "the GPU has fallen off the bus; the host must be restarted or replaced"),
    RESET_REQUIRED(16, "the GPU must be reset; restart the host"),
    OPERATING_SYSTEM(
            17, "the operating system keeps the driver's devices from this process; look at the device cgroup"),
    LIB_RM_VERSION_MISMATCH(
            18,
            "driver and library have different versions: the image brings a libnvidia-ml.so.1 of its own, or the"
                    + " host's driver was updated without a restart; remove NVIDIA's driver libraries from the image"),
    IN_USE(19, "the GPU is in use"),
    MEMORY(20, "there is too little memory"),
    NO_DATA(21, "there is nothing to tell"),
    INSUFFICIENT_RESOURCES(23, "the driver has run out of something other than memory"),
    ARGUMENT_VERSION_MISMATCH(25, "the driver has another form of that structure"),
    DEPRECATED(26, "the driver does not tell that any more"),
    NOT_READY(27, "the system is not ready yet; with an NVSwitch, its fabric manager may not be running"),
    GPU_NOT_FOUND(28, "there is no such GPU"),
    UNKNOWN(999, "the driver has an error of its own; its log is in dmesg of the host");

    /** {@code NVML_SUCCESS}. */
    static final int SUCCESS = 0;

    private final int code;
    private final String meaning;

    NvmlCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** Returns the number that NVML gives it. */
    int code() {
        return code;
    }

    /** Returns a code for people: {@code NVML_ERROR_GPU_IS_LOST (15): the GPU has fallen off the bus…}. */
    static String explained(int code) {
        Optional<NvmlCode> known =
                Arrays.stream(values()).filter(each -> each.code == code).findFirst();
        return known.map(each -> "NVML_ERROR_" + each + " (" + code + "): " + each.meaning)
                .orElseGet(() -> "NVML error " + code + ", which is newer than this program");
    }
}
