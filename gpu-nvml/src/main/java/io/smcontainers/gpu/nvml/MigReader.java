package io.smcontainers.gpu.nvml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads from NVML which MIG devices a GPU is split into. */
final class MigReader {
    private final int gpuIndex;
    private final String gpuUuid;
    private final NvmlDevice gpu;

    MigReader(int gpuIndex, String gpuUuid, NvmlDevice gpu) {
        this.gpuIndex = gpuIndex;
        this.gpuUuid = gpuUuid;
        this.gpu = gpu;
    }

    /** Reads those that this container may use. */
    List<MigDevice> read() {
        List<MigDevice> devices = new ArrayList<>();
        int max = gpu.maxMigDevices();
        for (int index = 0; index < max; index++) {
            if (gpu.migDevice(index) instanceof Nvml.Handle.Usable usable) {
                devices.add(device(index, usable.device()));
            }
        }
        return devices;
    }

    /** Without an instance's number, each device counts as in one of its own. */
    private MigDevice device(int index, NvmlDevice device) {
        long gpuInstance = device.gpuInstance().orElse(-1L - index);
        long computeInstance = device.computeInstance().orElse(-1L - index);
        Map<String, String> details = new LinkedHashMap<>();
        details.put("index", gpuIndex + ":" + index);
        details.put("parent", gpuUuid);
        details.put("gpu-instance", Long.toString(gpuInstance));
        details.put("compute-instance", Long.toString(computeInstance));
        GpuReader.tellMemory(device, details);
        GpuReader.tellPlace(gpu, details);
        String uuid = device.uuid().orElse("MIG-" + gpuUuid + "/" + gpuInstance + "/" + computeInstance);
        return new MigDevice(index, uuid, device.name().orElse(""), gpuInstance, computeInstance, details);
    }
}
