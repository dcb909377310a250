package io.smcontainers.gpu.nvml;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds NVIDIA GPUs by what the kernel driver tells in {@code /proc/driver/nvidia/gpus}, where each GPU has a folder named by
 * its PCI bus id (NVIDIA's driver README, "Using the /proc File System Interface").
 *
 * <p>NVML comes later; it also knows MIG slices, memory and health. For counting whole GPUs the driver's files are enough,
 * need no native library and no time: the container toolkit shows the container its own GPUs only, there or by their device
 * files. CUDA_VISIBLE_DEVICES is not looked at yet.
 */
public final class NvidiaProbe implements HardwareProbe {
    /** Creates the probe. */
    public NvidiaProbe() {}

    @Override
    public String id() {
        return "nvidia";
    }

    /** A driver without the persistence daemon may first have to wake the GPUs. */
    @Override
    public Duration deadline() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Finding probe(Machine machine) {
        Path devices = machine.root().resolve("dev");
        if (!Files.exists(devices.resolve("nvidiactl"))) {
            return new Finding.Absent("there is no /dev/nvidiactl");
        }
        List<GpuInformation> listed = listed(machine.root().resolve("proc/driver/nvidia/gpus"));
        if (listed.isEmpty()) {
            return new Finding.Absent("/dev/nvidiactl is there but /proc/driver/nvidia/gpus lists no GPU;"
                    + " was the container started with GPUs, as by 'docker run --gpus all'?");
        }
        return new Finding.Found(accelerators(listed, devices));
    }

    private static List<GpuInformation> listed(Path gpus) {
        return list(gpus).stream()
                .filter(Files::isDirectory)
                .sorted()
                .map(GpuInformation::read)
                .toList();
    }

    /**
     * A container started through CDI sees the folders of all GPUs of the host, but the device files of its own only. Where
     * no GPU has a device file, as in some sandboxes, the folders are all there is to go by.
     */
    private static List<Accelerator> accelerators(List<GpuInformation> listed, Path devices) {
        List<GpuInformation> usable =
                listed.stream().filter(gpu -> gpu.hasDeviceFile(devices)).toList();
        return (usable.isEmpty() ? listed : usable)
                .stream()
                        .map(gpu -> new Accelerator(AcceleratorKind.GPU, gpu.id(), gpu.model()))
                        .toList();
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
