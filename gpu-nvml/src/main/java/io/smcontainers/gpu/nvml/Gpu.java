package io.smcontainers.gpu.nvml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A GPU that this container sees, whatever the variables say.
 *
 * @param index its number for NVML in this container
 * @param uuid such as {@code GPU-8932f937-d72c-4106-c12f-20bd9faed9f6}; its PCI bus id until the driver knows more
 * @param name the model; empty if unknown
 * @param split whether it is in MIG mode, in which only its MIG devices can be used
 * @param migDevices by index
 * @param details for people and programs
 */
record Gpu(
        int index, String uuid, String name, boolean split, List<MigDevice> migDevices, Map<String, String> details) {
    /** Copies list and map. */
    Gpu {
        migDevices = List.copyOf(migDevices);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Creates a GPU of which only this is known. */
    Gpu(int index, String uuid, String name) {
        this(index, uuid, name, false, List.of(), Map.of());
    }
}
