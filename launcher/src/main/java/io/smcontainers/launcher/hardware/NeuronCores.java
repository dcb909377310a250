package io.smcontainers.launcher.hardware;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.Accelerator;
import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.core.json.JsonText;
import io.smcontainers.launcher.kernel.KernelFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** NeuronCores, as one of two sources tells of them. */
final class NeuronCores {
    private static final String COUNT = "nc_count";

    /** No machine has as many; what says so is broken. */
    private static final int MAX_CORES = 4096;

    private NeuronCores() {}

    /**
     * Reads what {@code neuron-ls -j} prints: a list of devices, {@code [{"neuron_device": 0, "bdf": "00:1e.0", "nc_count": 2,
     * "memory_size": 34359738368, ...}]}. Newer versions put it into an object with more around it, so a device is whatever
     * has a count of cores.
     *
     * @return none if that is no such text
     */
    static List<Accelerator> listed(String json) {
        List<Accelerator> cores = new ArrayList<>();
        JsonText.tryParse(json).ifPresent(all -> all.findParents(COUNT).forEach(device -> add(cores, device)));
        return cores;
    }

    private static void add(List<Accelerator> cores, JsonNode device) {
        int count = device.path(COUNT).asInt();
        Map<String, String> details = new LinkedHashMap<>();
        put(details, "neuron-device", device.path("neuron_device").asText());
        put(details, "pci-bus-id", device.path("bdf").asText());
        long memory = device.path("memory_size").asLong();
        put(details, "memory-bytes", memory > 0 && count > 0 ? Long.toString(memory / count) : "");
        add(cores, count, device.path("name").asText(), details);
    }

    /** Reads what the driver tells: a folder for each device, with the number of its cores in {@code core_count}. */
    static List<Accelerator> inSysfs(Path driver) {
        List<Accelerator> cores = new ArrayList<>();
        for (String name : FolderNames.of(driver)) {
            Path device = driver.resolve(name);
            long count = KernelFile.number(device.resolve("core_count")).orElse(0);
            Map<String, String> details = new LinkedHashMap<>();
            put(details, "neuron-device", name.substring(name.startsWith("neuron") ? "neuron".length() : 0));
            add(
                    cores,
                    (int) Math.min(MAX_CORES, count),
                    KernelFile.text(device.resolve("info/architecture/device_name"))
                            .strip(),
                    details);
        }
        return cores;
    }

    private static void put(Map<String, String> details, String name, String value) {
        if (!value.isEmpty()) {
            details.put(name, value);
        }
    }

    private static void add(List<Accelerator> cores, int count, String model, Map<String, String> details) {
        for (int i = 0; i < count && cores.size() < MAX_CORES; i++) {
            cores.add(new Accelerator(AcceleratorKind.NEURON_CORE, "neuron-core-" + cores.size(), model, details));
        }
    }
}
