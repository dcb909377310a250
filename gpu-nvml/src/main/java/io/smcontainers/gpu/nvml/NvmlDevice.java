package io.smcontainers.gpu.nvml;

import com.sun.jna.Pointer;
import java.util.Optional;
import java.util.OptionalLong;

/** A GPU or a MIG device, as NVML tells of it. Layouts are those of nvml.h. */
final class NvmlDevice {
    /** {@code NVML_DEVICE_NAME_V2_BUFFER_SIZE} and {@code NVML_DEVICE_UUID_V2_BUFFER_SIZE}. */
    private static final int TEXT_SIZE = 96;

    /** {@code NVML_TEMPERATURE_GPU}. */
    private static final int GPU_SENSOR = 0;

    private final Nvml nvml;
    private final Pointer handle;

    NvmlDevice(Nvml nvml, Pointer handle) {
        this.nvml = nvml;
        this.handle = handle;
    }

    Optional<String> uuid() {
        return nvml.text("nvmlDeviceGetUUID", TEXT_SIZE, handle);
    }

    Optional<String> name() {
        return nvml.text("nvmlDeviceGetName", TEXT_SIZE, handle);
    }

    /**
     * Returns the memory by {@code nvmlMemory_v2_t} {unsigned version; unsigned long long total, reserved, free, used;}, or on
     * drivers older than 510 {@code nvmlMemory_t} {unsigned long long total, free, used;}, whose {@code used} has the reserved
     * part in it.
     */
    Optional<GpuMemory> memory() {
        Pointer answer = nvml.answer();
        // NVML_STRUCT_VERSION(Memory, 2): the structure's size, and its version in the highest byte.
        answer.setInt(0, 40 | 2 << 24);
        if (nvml.fill("nvmlDeviceGetMemoryInfo_v2", handle)) {
            return Optional.of(
                    new GpuMemory(answer.getLong(8), OptionalLong.of(answer.getLong(16)), answer.getLong(32)));
        }
        return nvml.fill("nvmlDeviceGetMemoryInfo", handle)
                ? Optional.of(new GpuMemory(answer.getLong(0), OptionalLong.empty(), answer.getLong(16)))
                : Optional.empty();
    }

    /** Returns the compute capability, such as {@code 9.0}. */
    Optional<String> computeCapability() {
        Pointer answer = nvml.answer();
        int code = nvml.call("nvmlDeviceGetCudaComputeCapability", handle, answer, answer.share(4));
        return code == NvmlCode.SUCCESS ? Optional.of(answer.getInt(0) + "." + answer.getInt(4)) : Optional.empty();
    }

    /**
     * Returns the PCI bus id by {@code nvmlPciInfo_t} {char busIdLegacy[16]; unsigned domain, bus, device, pciDeviceId,
     * pciSubSystemId; char busId[32];}; older drivers have only the first text, with four digits of the domain.
     */
    Optional<String> pciBusId() {
        if (nvml.fill("nvmlDeviceGetPciInfo_v3", handle)) {
            return Optional.of(nvml.answer().getString(36));
        }
        return nvml.fill("nvmlDeviceGetPciInfo_v2", handle) || nvml.fill("nvmlDeviceGetPciInfo", handle)
                ? Optional.of(nvml.answer().getString(0))
                : Optional.empty();
    }

    /** Returns whether the GPU is split into MIG devices; empty for one that cannot be. */
    Optional<Boolean> migMode() {
        Pointer answer = nvml.answer();
        int code = nvml.call("nvmlDeviceGetMigMode", handle, answer, answer.share(4));
        // NVML_DEVICE_MIG_ENABLE; the second number is the mode after the next reset.
        return code == NvmlCode.SUCCESS ? Optional.of(answer.getInt(0) == 1) : Optional.empty();
    }

    /** Returns how many MIG devices the GPU may have; there may be fewer, with gaps between their indexes. */
    int maxMigDevices() {
        return (int) nvml.number("nvmlDeviceGetMaxMigDeviceCount", handle).orElse(0);
    }

    /** Returns a MIG device of this GPU. */
    Nvml.Handle migDevice(int index) {
        return nvml.handle(nvml.call("nvmlDeviceGetMigDeviceHandleByIndex", handle, index, nvml.answer()));
    }

    /** Returns the GPU instance that this MIG device is in. */
    OptionalLong gpuInstance() {
        return nvml.number("nvmlDeviceGetGpuInstanceId", handle);
    }

    /** Returns the compute instance that this MIG device is. */
    OptionalLong computeInstance() {
        return nvml.number("nvmlDeviceGetComputeInstanceId", handle);
    }

    /** Returns whether a link is up; empty if there is no such link. */
    Optional<Boolean> nvLinkActive(int link) {
        OptionalLong state = nvml.number("nvmlDeviceGetNvLinkState", handle, link);
        return state.isPresent() ? Optional.of(state.getAsLong() == 1) : Optional.empty();
    }

    /** Returns the PCI bus id of what is at the other end of a link. */
    Optional<String> nvLinkPeer(int link) {
        return nvml.fill("nvmlDeviceGetNvLinkRemotePciInfo_v2", handle, link)
                ? Optional.of(nvml.answer().getString(36))
                : Optional.empty();
    }

    /** Returns the percentage of time in which a kernel ran, by {@code nvmlUtilization_t} {unsigned gpu, memory;}. */
    OptionalLong utilizationPercent() {
        return nvml.number("nvmlDeviceGetUtilizationRates", handle);
    }

    OptionalLong powerMilliwatts() {
        return nvml.number("nvmlDeviceGetPowerUsage", handle);
    }

    OptionalLong temperatureCelsius() {
        return nvml.number("nvmlDeviceGetTemperature", handle, GPU_SENSOR);
    }

    /** Returns what NVML knows the device by. */
    Pointer handle() {
        return handle;
    }
}
