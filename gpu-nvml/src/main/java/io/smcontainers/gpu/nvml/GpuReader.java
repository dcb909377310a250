package io.smcontainers.gpu.nvml;

import io.smcontainers.spi.HardwareFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads from NVML which GPUs there are. */
final class GpuReader {
    private final Nvml nvml;

    GpuReader(Nvml nvml) {
        this.nvml = nvml;
    }

    /**
     * Reads all GPUs.
     *
     * @throws NvmlException if NVML does not tell how many there are
     */
    GpuInventory read() {
        List<HardwareFact> facts = new ArrayList<>();
        String driverVersion = nvml.driverVersion().orElse("");
        if (!driverVersion.isEmpty()) {
            facts.add(new HardwareFact("driver-version", driverVersion));
        }
        String cudaVersion = nvml.cudaVersion().orElse("");
        if (!cudaVersion.isEmpty()) {
            facts.add(new HardwareFact("cuda-version", cudaVersion));
        }
        facts.add(new HardwareFact("source", "nvml"));
        List<Gpu> gpus = new ArrayList<>();
        int count = nvml.gpuCount();
        for (int index = 0; index < count; index++) {
            Nvml.Handle handle = nvml.gpu(index);
            if (handle instanceof Nvml.Handle.Usable usable) {
                gpus.add(gpu(index, usable.device()));
            } else if (handle instanceof Nvml.Handle.Refused refused) {
                facts.add(refused(index, refused.code()));
            }
        }
        return new GpuInventory(gpus, driverVersion, facts);
    }

    /** NVML also counts GPUs that were given to other containers. */
    private static HardwareFact refused(int index, int code) {
        return code == NvmlCode.NO_PERMISSION.code()
                ? new HardwareFact("gpu-" + index + WhyNoGpu.NOT_OURS, "of another container")
                : new HardwareFact("gpu-" + index + WhyNoGpu.PROBLEM, "GPU " + index + ": " + NvmlCode.explained(code));
    }

    private static Gpu gpu(int index, NvmlDevice device) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("index", Integer.toString(index));
        tellMemory(device, details);
        tellPlace(device, details);
        String uuid = device.uuid().orElse(details.getOrDefault("pci-bus-id", "GPU " + index));
        Optional<Boolean> migMode = device.migMode();
        boolean split = migMode.orElse(false);
        List<MigDevice> migDevices = split ? new MigReader(index, uuid, device).read() : List.of();
        if (migMode.isPresent()) {
            details.put("mig-mode", split ? "enabled" : "disabled");
        }
        return new Gpu(index, uuid, device.name().orElse(""), split, migDevices, details);
    }

    /** Tells how much memory a GPU or a MIG device has. */
    static void tellMemory(NvmlDevice device, Map<String, String> details) {
        Optional<GpuMemory> memory = device.memory();
        if (memory.isPresent()) {
            details.put("memory-bytes", Long.toString(memory.get().totalBytes()));
            OptionalLong reserved = memory.get().reservedBytes();
            if (reserved.isPresent()) {
                details.put("memory-reserved-bytes", Long.toString(reserved.getAsLong()));
            }
        }
    }

    /** Tells what a GPU can do and where it is. */
    static void tellPlace(NvmlDevice device, Map<String, String> details) {
        Optional<String> capability = device.computeCapability();
        if (capability.isPresent()) {
            details.put("compute-capability", capability.get());
        }
        Optional<String> busId = device.pciBusId();
        if (busId.isPresent()) {
            details.put("pci-bus-id", busId.get());
        }
    }
}
