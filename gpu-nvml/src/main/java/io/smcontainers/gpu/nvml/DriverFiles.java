package io.smcontainers.gpu.nvml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the kernel driver tells in {@code /proc/driver/nvidia}, where each GPU has a folder named by its PCI bus id (NVIDIA's
 * driver README, "Using the /proc File System Interface"), and which of its devices are in {@code /dev}.
 */
final class DriverFiles {
    private static final String GPU_DEVICE = "nvidia\\d+";
    private static final Pattern VERSION = Pattern.compile("\\s(\\d+\\.\\d+(?:\\.\\d+)*)\\s");

    private final Path devices;
    private final Path driver;

    /**
     * Creates it.
     *
     * @param root of the file system
     */
    DriverFiles(Path root) {
        this.devices = root.resolve("dev");
        this.driver = root.resolve("proc/driver/nvidia");
    }

    /** Returns whether the container has the device of a GPU. */
    boolean hasGpuDevice() {
        return list(devices).stream()
                .anyMatch(file -> file.getFileName().toString().matches(GPU_DEVICE));
    }

    /** Returns whether the container has what CUDA programs open beside the GPUs. */
    boolean hasUnifiedMemoryDevice() {
        return Files.exists(devices.resolve("nvidia-uvm"));
    }

    /** Returns the driver's version, empty if unknown. */
    String version() {
        Matcher matcher = VERSION.matcher(GpuInformation.text(driver.resolve("version")));
        return matcher.find() ? matcher.group(1) : "";
    }

    /**
     * Returns the GPUs in the order of their bus ids, which is that of NVML. A container started through CDI sees the folders of
     * all GPUs of the host, but the device files of its own only. Where no GPU has a device file, as in some sandboxes, the
     * folders are all there is to go by.
     */
    List<Gpu> gpus() {
        List<GpuInformation> listed = list(driver.resolve("gpus")).stream()
                .filter(Files::isDirectory)
                .sorted()
                .map(GpuInformation::read)
                .toList();
        List<GpuInformation> usable =
                listed.stream().filter(gpu -> gpu.hasDeviceFile(devices)).toList();
        List<Gpu> gpus = new ArrayList<>();
        for (GpuInformation each : usable.isEmpty() ? listed : usable) {
            gpus.add(gpu(gpus.size(), each));
        }
        return gpus;
    }

    private static Gpu gpu(int index, GpuInformation information) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("index", Integer.toString(index));
        details.put("pci-bus-id", information.busId());
        return new Gpu(index, information.id(), information.model(), false, List.of(), details);
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
