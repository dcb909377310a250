package io.smcontainers.gpu.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaProbeTest {
    private static final String H100 = """
            Model: \t\t NVIDIA H100 80GB HBM3
            IRQ:   \t\t 10
            GPU UUID: \t GPU-%s
            Video BIOS: \t 96.00.99.00.01
            Bus Location: \t 0000:62:00.0
            Device Minor: \t %d
            GPU Excluded:\t No
            """;

    @TempDir
    Path root;

    private final NvidiaProbe probe = new NvidiaProbe();

    @Test
    void findsNothingWithoutTheDriversDevice() throws IOException {
        gpu("0000:62:00.0", H100.formatted("a", 0));
        assertThat(probe()).isEqualTo(new Finding.Absent("there is no /dev/nvidiactl"));
    }

    @Test
    void countsGpusInTheOrderOfTheBus() throws IOException {
        device("nvidiactl");
        device("nvidia0");
        device("nvidia1");
        gpu("0000:63:00.0", H100.formatted("b", 1));
        gpu("0000:62:00.0", H100.formatted("a", 0));
        assertThat(probe())
                .isEqualTo(
                        found(gpuNamed("GPU-a", "NVIDIA H100 80GB HBM3"), gpuNamed("GPU-b", "NVIDIA H100 80GB HBM3")));
    }

    @Test
    void leavesOutGpusWhoseDeviceFileTheContainerDoesNotHave() throws IOException {
        device("nvidiactl");
        device("nvidia6");
        gpu("0000:62:00.0", H100.formatted("a", 5));
        gpu("0000:63:00.0", H100.formatted("b", 6));
        assertThat(probe()).isEqualTo(found(gpuNamed("GPU-b", "NVIDIA H100 80GB HBM3")));
    }

    @Test
    void countsByFoldersWhereNoGpuHasADeviceFile() throws IOException {
        device("nvidiactl");
        gpu("0000:62:00.0", H100.formatted("a", 0));
        gpu("0000:63:00.0", H100.formatted("b", 1));
        assertThat(((Finding.Found) probe()).accelerators()).hasSize(2);
    }

    @Test
    void callsAGpuByItsBusIdUntilTheDriverKnowsMore() throws IOException {
        device("nvidiactl");
        gpu("0000:62:00.0", "Model: Tesla T4\nGPU UUID: GPU-????????-????-????-????-????????????\n");
        gpu("0000:63:00.0", "nothing to read here\n");
        Files.createDirectories(root.resolve("proc/driver/nvidia/gpus/0000:64:00.0"));
        assertThat(probe())
                .isEqualTo(found(
                        gpuNamed("0000:62:00.0", "Tesla T4"),
                        gpuNamed("0000:63:00.0", ""),
                        gpuNamed("0000:64:00.0", "")));
    }

    @Test
    void saysWhatIsThereIfTheDriverListsNoGpu() throws IOException {
        device("nvidiactl");
        assertThat(((Finding.Absent) probe()).reason())
                .startsWith("/dev/nvidiactl is there but /proc/driver/nvidia/gpus lists no GPU");
        Files.createDirectories(root.resolve("proc/driver/nvidia/gpus"));
        assertThat(probe()).isInstanceOf(Finding.Absent.class);
    }

    @Test
    void isFoundAsAServiceAndMayTakeTenSeconds() {
        assertThat(ServiceLoader.load(HardwareProbe.class))
                .extracting(HardwareProbe::id)
                .containsExactly("nvidia");
        assertThat(probe.deadline()).isEqualTo(Duration.ofSeconds(10));
    }

    private Finding probe() {
        return probe.probe(new Machine(root, Map.of()));
    }

    private static Finding found(Accelerator... accelerators) {
        return new Finding.Found(java.util.List.of(accelerators));
    }

    private static Accelerator gpuNamed(String id, String model) {
        return new Accelerator(AcceleratorKind.GPU, id, model);
    }

    private void device(String name) throws IOException {
        Files.createDirectories(root.resolve("dev"));
        Files.createFile(root.resolve("dev").resolve(name));
    }

    private void gpu(String busId, String information) throws IOException {
        Path folder =
                Files.createDirectories(root.resolve("proc/driver/nvidia/gpus").resolve(busId));
        Files.writeString(folder.resolve("information"), information);
    }
}
