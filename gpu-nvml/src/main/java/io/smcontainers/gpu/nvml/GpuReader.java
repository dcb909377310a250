package io.smcontainers.gpu.nvml;

import io.smcontainers.spi.HardwareFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        nvml.cudaVersion().ifPresent(version -> facts.add(new HardwareFact("cuda-version", version)));
        facts.add(new HardwareFact("source", "nvml"));
        List<Gpu> gpus = new ArrayList<>();
        NvLinks links = new NvLinks();
        int count = nvml.gpuCount();
        for (int index = 0; index < count; index++) {
            Nvml.Handle handle = nvml.gpu(index);
            if (handle instanceof Nvml.Handle.Usable usable) {
                links.add(index, usable.device());
                gpus.add(gpu(index, usable.device()));
            } else if (handle instanceof Nvml.Handle.Refused refused) {
                facts.add(refused(index, refused.code()));
            }
        }
        return new GpuInventory(links.tell(gpus), driverVersion, facts);
    }

    /** NVML also counts GPUs that were given to other containers. */
    private static HardwareFact refused(int index, int code) {
        return code == NvmlCode.NO_PERMISSION.code()
                ? new HardwareFact("not-ours", "GPU " + index)
                : new HardwareFact("problem", "GPU " + index + ": " + NvmlCode.explained(code));
    }

    private static Gpu gpu(int index, NvmlDevice device) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("index", Integer.toString(index));
        tellMemory(device, details);
        Optional<String> capability = device.computeCapability();
        capability.ifPresent(text -> details.put("compute-capability", text));
        Optional<String> busId = device.pciBusId();
        busId.ifPresent(text -> details.put("pci-bus-id", text));
        Optional<Boolean> split = device.migMode();
        split.ifPresent(enabled -> details.put("mig-mode", enabled ? "enabled" : "disabled"));
        String uuid = device.uuid().or(() -> busId).orElse("GPU " + index);
        List<MigDevice> migDevices = split.orElse(false) ? new MigReader(index, uuid, device).read() : List.of();
        if (split.orElse(false)) {
            details.put("mig-devices", Integer.toString(migDevices.size()));
        }
        return new Gpu(index, uuid, device.name().orElse(""), split.orElse(false), migDevices, details);
    }

    /** Tells how much memory a GPU or a MIG device has. */
    static void tellMemory(NvmlDevice device, Map<String, String> details) {
        device.memory().ifPresent(memory -> {
            details.put("memory-bytes", Long.toString(memory.totalBytes()));
            memory.reservedBytes().ifPresent(reserved -> details.put("memory-reserved-bytes", Long.toString(reserved)));
        });
    }
}
