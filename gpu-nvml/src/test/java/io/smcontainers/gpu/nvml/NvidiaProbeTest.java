package io.smcontainers.gpu.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.Accelerator;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.Machine;
import io.smcontainers.spi.ProgramEnd;
import io.smcontainers.spi.ShortPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe where NVML cannot be loaded. */
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

    private final NvidiaProbe probe = new NvidiaProbe(List.of("libno-such-library.so.1"));

    @Test
    void findsNothingWithoutTheDriversDevice() throws IOException {
        gpu("0000:62:00.0", H100.formatted("a", 0));
        assertThat(probe()).isEqualTo(new Finding.Absent("there is no /dev/nvidiactl"));
        assertThat(probe.sampler(machine(Map.of()))).isEmpty();
    }

    @Test
    void saysIfTheHostHasTheDriverThatTheContainerWasNotGiven() throws IOException {
        driver("550.54.15");
        assertThat(reason(Map.of()))
                .isEqualTo("there is no /dev/nvidiactl, though the host has NVIDIA's driver:"
                        + " start the container with GPUs, as by 'docker run --gpus all'");
        assertThat(reason(Map.of("NVIDIA_VISIBLE_DEVICES", "void")))
                .endsWith("'docker run --gpus all' (NVIDIA_VISIBLE_DEVICES is 'void')");
    }

    @Test
    void countsGpusInTheOrderOfTheBus() throws IOException {
        devices("nvidiactl", "nvidia0", "nvidia1");
        gpu("0000:63:00.0", H100.formatted("b", 1));
        gpu("0000:62:00.0", H100.formatted("a", 0));
        assertThat(found()).extracting(Accelerator::id).containsExactly("GPU-a", "GPU-b");
        assertThat(found()).extracting(Accelerator::name).containsOnly("NVIDIA H100 80GB HBM3");
        assertThat(found().get(1).details())
                .containsExactly(Map.entry("index", "1"), Map.entry("pci-bus-id", "0000:63:00.0"));
    }

    @Test
    void leavesOutGpusWhoseDeviceFileTheContainerDoesNotHave() throws IOException {
        devices("nvidiactl", "nvidia6");
        gpu("0000:62:00.0", H100.formatted("a", 5));
        gpu("0000:63:00.0", H100.formatted("b", 6));
        assertThat(found()).extracting(Accelerator::id).containsExactly("GPU-b");
    }

    @Test
    void countsByFoldersWhereNoGpuHasADeviceFile() throws IOException {
        devices("nvidiactl");
        gpu("0000:62:00.0", H100.formatted("a", 0));
        gpu("0000:63:00.0", H100.formatted("b", 1));
        assertThat(found()).hasSize(2);
    }

    @Test
    void callsAGpuByItsBusIdUntilTheDriverKnowsMore() throws IOException {
        devices("nvidiactl");
        gpu("0000:62:00.0", "Model: Tesla T4\nGPU UUID: GPU-????????-????-????-????-????????????\n");
        gpu("0000:63:00.0", "nothing to read here\n");
        Files.createDirectories(root.resolve("proc/driver/nvidia/gpus/0000:64:00.0"));
        assertThat(found()).extracting(Accelerator::id).containsExactly("0000:62:00.0", "0000:63:00.0", "0000:64:00.0");
        assertThat(found()).extracting(Accelerator::name).containsExactly("Tesla T4", "", "");
    }

    @Test
    void saysWhereItsKnowledgeIsFrom() throws IOException {
        devices("nvidiactl", "nvidia-uvm");
        driver("550.54.15");
        gpu("0000:62:00.0", H100.formatted("a", 0));
        assertThat(((Finding.Found) probe(Map.of("CUDA_VISIBLE_DEVICES", "0"))).facts())
                .startsWith(
                        new HardwareFact("driver-version", "550.54.15"),
                        new HardwareFact("source", "/proc/driver/nvidia/gpus"),
                        new HardwareFact(
                                "nvml-problem",
                                "NVML cannot be loaded: libno-such-library.so.1:"
                                        + " cannot open shared object file: No such file or directory"),
                        new HardwareFact("gpus-seen", "1"),
                        new HardwareFact("selected-by", "CUDA_VISIBLE_DEVICES is '0'"));
    }

    @Test
    void missesTheDeviceThatCudaNeedsBesideTheGpus() throws IOException {
        devices("nvidiactl");
        gpu("0000:62:00.0", H100.formatted("a", 0));
        assertThat(((Finding.Found) probe()).facts())
                .contains(new HardwareFact("cuda-problem", "there is no /dev/nvidia-uvm, which CUDA needs"));
    }

    @Test
    void asksNvidiaSmiWhereTheDriversFilesListNothing() throws IOException {
        devices("nvidiactl");
        List<List<String>> asked = new ArrayList<>();
        List<Accelerator> gpus = foundBySmi((argv, limit) -> {
            asked.add(argv);
            assertThat(limit).isEqualTo(Duration.ofSeconds(5));
            return new ProgramEnd.Ended(0, "GPU 0: Tesla T4 (UUID: GPU-a)\nGPU 1: Tesla T4 (UUID: GPU-b)\n", "");
        });
        assertThat(gpus).extracting(Accelerator::id).containsExactly("GPU-a", "GPU-b");
        assertThat(asked).containsExactly(List.of(root.resolve("bin/nvidia-smi").toString(), "-L"));
    }

    @Test
    void takesNothingFromANvidiaSmiThatFailsOrHangs() throws IOException {
        devices("nvidiactl");
        assertThat(foundBySmi((argv, limit) -> new ProgramEnd.Ended(9, "GPU 0: Tesla T4 (UUID: GPU-a)\n", "")))
                .isEmpty();
        assertThat(foundBySmi((argv, limit) -> new ProgramEnd.TimedOut(limit))).isEmpty();
        assertThat(foundBySmi((argv, limit) -> new ProgramEnd.NotStarted("noexec")))
                .isEmpty();
    }

    @Test
    void saysWhatIsMissingIfNothingTellsOfAGpu() throws IOException {
        devices("nvidiactl");
        assertThat(reason(Map.of())).startsWith("NVML cannot be loaded").endsWith("; and no other GPU is found");
    }

    @Test
    void saysWhichVariableLeavesNothing() throws IOException {
        devices("nvidiactl");
        gpu("0000:62:00.0", H100.formatted("a", 0));
        assertThat(reason(Map.of("CUDA_VISIBLE_DEVICES", "")))
                .isEqualTo("CUDA_VISIBLE_DEVICES is '', which leaves none of the one GPU here");
        gpu("0000:63:00.0", H100.formatted("b", 1));
        assertThat(reason(Map.of("NVIDIA_VISIBLE_DEVICES", "none")))
                .isEqualTo("NVIDIA_VISIBLE_DEVICES is 'none', which leaves none of the 2 GPUs here");
    }

    @Test
    void measuresNothingWithoutNvml() throws IOException {
        devices("nvidiactl");
        gpu("0000:62:00.0", H100.formatted("a", 0));
        assertThat(probe.sampler(machine(Map.of()))).isEmpty();
    }

    @Test
    void isFoundAsAServiceAndMayTakeTenSeconds() {
        assertThat(ServiceLoader.load(HardwareProbe.class))
                .extracting(HardwareProbe::id)
                .containsExactly("nvidia");
        assertThat(probe.deadline()).isEqualTo(Duration.ofSeconds(10));
    }

    private Finding probe() {
        return probe(Map.of());
    }

    private Finding probe(Map<String, String> variables) {
        return probe.probe(machine(variables));
    }

    private Machine machine(Map<String, String> variables) {
        return new Machine(root, variables);
    }

    private List<Accelerator> found() {
        return ((Finding.Found) probe()).accelerators();
    }

    private String reason(Map<String, String> variables) {
        return ((Finding.Absent) probe(variables)).reason();
    }

    private List<Accelerator> foundBySmi(ShortPrograms programs) throws IOException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Path program = bin.resolve("nvidia-smi");
        if (!Files.exists(program)) {
            assertThat(Files.createFile(program).toFile().setExecutable(true)).isTrue();
        }
        Machine machine = new Machine(root, Map.of("PATH", bin.toString()), programs);
        return probe.probe(machine) instanceof Finding.Found found ? found.accelerators() : List.of();
    }

    private void devices(String... names) throws IOException {
        Files.createDirectories(root.resolve("dev"));
        for (String name : names) {
            Files.createFile(root.resolve("dev").resolve(name));
        }
    }

    private void driver(String version) throws IOException {
        Path folder = Files.createDirectories(root.resolve("proc/driver/nvidia"));
        Files.writeString(
                folder.resolve("version"),
                "NVRM version: NVIDIA UNIX x86_64 Kernel Module  " + version + "  Tue Mar  5 22:23:56 UTC 2024\n"
                        + "GCC version:  gcc version 12.2.0 (Debian 12.2.0-14)\n");
    }

    private void gpu(String busId, String information) throws IOException {
        Path folder =
                Files.createDirectories(root.resolve("proc/driver/nvidia/gpus").resolve(busId));
        Files.writeString(folder.resolve("information"), information);
    }
}
