package io.smcontainers.gpu.nvml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the driver tells of one GPU, in lines like {@code GPU UUID: GPU-9221d5d1-…}.
 *
 * @param busId the name of its folder, such as {@code 0000:62:00.0}
 * @param values by the names that the driver gives them
 */
record GpuInformation(String busId, Map<String, String> values) {
    /** Copies the map. */
    GpuInformation {
        values = Map.copyOf(values);
    }

    /** Reads a GPU's folder. That a folder is there is what counts; a file that cannot be read costs only the details. */
    static GpuInformation read(Path folder) {
        Map<String, String> values = new HashMap<>();
        String text = text(folder.resolve("information"));
        text.lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            values.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        });
        return new GpuInformation(folder.getFileName().toString(), values);
    }

    /** Returns a file's text, empty if it cannot be read. */
    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the UUID, else the bus id: until a GPU has been used once, the driver writes {@code GPU-????????-…}. */
    String id() {
        String uuid = values.getOrDefault("GPU UUID", "");
        return uuid.isEmpty() || uuid.contains("?") ? busId : uuid;
    }

    /** Returns the model, empty if unknown. */
    String model() {
        return values.getOrDefault("Model", "");
    }

    /** Returns whether the GPU can be opened, as far as the driver tells which device file is its own. */
    boolean hasDeviceFile(Path devices) {
        String minor = values.getOrDefault("Device Minor", "");
        return minor.isEmpty() || Files.exists(devices.resolve("nvidia" + minor));
    }
}
