package io.smcontainers.gpu.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The probe with the real binding, on a library in C that tells of GPUs. */
class NvmlIT {
    private static final List<String> PAIRED = List.of("init", "shutdown");

    @TempDir
    private Path folder;

    @Test
    void tellsAllOfAGpu() {
        Finding.Found found = found(FakeNvml.in(folder, List.of("gpus 2")), Map.of());

        assertThat(found.accelerators().get(1))
                .isEqualTo(new Accelerator(
                        AcceleratorKind.GPU,
                        "GPU-10000000-1111-2222-3333-444444440001",
                        "NVIDIA H100 80GB HBM3",
                        Map.of(
                                "index", "1",
                                "memory-bytes", "85899345920",
                                "memory-reserved-bytes", "536870912",
                                "compute-capability", "9.0",
                                "pci-bus-id", "00000000:11:00.0",
                                "mig-mode", "disabled")));
        assertThat(found.facts())
                .startsWith(
                        new HardwareFact("driver-version", "550.54.15"),
                        new HardwareFact("cuda-version", "12.4"),
                        new HardwareFact("source", "nvml"),
                        new HardwareFact("gpus-seen", "2"))
                .extracting(HardwareFact::name)
                .endsWith("gpus-seen", "search-milliseconds");
    }

    @Test
    void tellsAllOfAMigDevice() {
        Finding.Found found =
                found(FakeNvml.in(folder, List.of("gpus 1", "split 0 - 1g.10gb:7/0 1g.10gb:8/0")), Map.of());

        assertThat(found.accelerators())
                .containsExactly(new Accelerator(
                        AcceleratorKind.GPU,
                        "MIG-01000000-5555-6666-7777-888888888888",
                        "NVIDIA H100 80GB HBM3 MIG 1g.10gb",
                        Map.of(
                                "index", "0:1",
                                "parent", "GPU-00000000-1111-2222-3333-444444440000",
                                "gpu-instance", "7",
                                "compute-instance", "0",
                                "memory-bytes", "10737418240",
                                "memory-reserved-bytes", "536870912",
                                "compute-capability", "9.0",
                                "pci-bus-id", "00000000:10:00.0")));
        assertThat(found.facts()).contains(new HardwareFact("mig-devices-seen", "2"));
    }

    static Stream<VisibleDevicesTable.Row> rows() {
        return VisibleDevicesTable.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void findsWhatTheTableSays(VisibleDevicesTable.Row row) {
        FakeNvml fake = FakeNvml.in(folder, row.settings());

        Finding finding = fake.probe().probe(fake.machine(row.variables()));

        assertThat(finding instanceof Finding.Found found ? indexes(found) : List.of())
                .isEqualTo(row.devices());
        assertThat(fake.log()).isEqualTo(PAIRED);
    }

    private static List<String> indexes(Finding.Found found) {
        return found.accelerators().stream()
                .map(gpu -> gpu.details().get("index"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 16})
    void anOldDriverTellsWhatItCan(int gpus) {
        FakeNvml fake = FakeNvml.old(folder, List.of("gpus " + gpus, "driver 304.137"));

        Finding.Found found = found(fake, Map.of());

        assertThat(found.accelerators()).hasSize(gpus);
        assertThat(found.accelerators().get(0).details())
                .isEqualTo(Map.of("index", "0", "memory-bytes", "85899345920", "pci-bus-id", "0000:10:00.0"));
        assertThat(found.facts())
                .startsWith(new HardwareFact("driver-version", "304.137"), new HardwareFact("source", "nvml"));
        assertThat(fake.log()).isEqualTo(PAIRED);
    }

    @Test
    void migDevicesHaveTheirOldNamesOnOldDrivers() {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 1", "driver 460.91.03", "split 0 1g.10gb:7/0"));
        assertThat(found(fake, Map.of()).accelerators())
                .extracting(Accelerator::id)
                .containsExactly("MIG-GPU-00000000-1111-2222-3333-444444440000/7/0");
    }

    @Test
    void sixteenGpusBehindASwitch() {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 16", "links switch"));

        assertThat(found(fake, Map.of()).accelerators()).hasSize(16);
        assertThat(fake.probe().examine(fake.machine(Map.of())))
                .hasSize(16)
                .contains(new HardwareFact("gpu-15-nvlink-peers", "switch or other device (18 links)"));
        assertThat(fake.log()).containsExactly("init", "shutdown", "init", "shutdown");
    }

    @Test
    void gpusInAMeshKnowTheirPeers() {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 3", "links mesh"));
        assertThat(fake.probe().examine(fake.machine(Map.of())))
                .containsExactly(
                        new HardwareFact("gpu-0-nvlink-peers", "GPU 1 (1 link), GPU 2 (1 link)"),
                        new HardwareFact("gpu-1-nvlink-peers", "GPU 0 (1 link), GPU 2 (1 link)"),
                        new HardwareFact("gpu-2-nvlink-peers", "GPU 0 (1 link), GPU 1 (1 link)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpus 2", "init 9", "fail nvmlDeviceGetCount_v2 999"})
    void withoutLinksThereIsNothingMoreToTell(String setting) {
        FakeNvml fake = FakeNvml.in(folder, List.of(setting));
        assertThat(fake.probe().examine(fake.machine(Map.of()))).isEmpty();
    }

    @Test
    void withoutAGpuItSaysWhatIsMissing() {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 0"));
        assertThat(reason(fake, Map.of("NVIDIA_VISIBLE_DEVICES", "none")))
                .isEqualTo("there is /dev/nvidiactl, but no device of a GPU such as /dev/nvidia0;"
                        + " start the container with GPUs, as by 'docker run --gpus all'"
                        + " (NVIDIA_VISIBLE_DEVICES is 'none')");
        assertThat(fake.log()).isEqualTo(PAIRED);
    }

    @ParameterizedTest
    @EnumSource
    void sayWhyNvmlCannotBeInitialised(NvmlCode code) {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 8", "init " + code.code()));
        // What has no nvmlInit_v2 may have nvmlInit; this one has not.
        assertThat(reason(fake, Map.of())).isEqualTo("nvmlInit says " + NvmlCode.explained(code.code()));
        assertThat(fake.log()).as("what was not initialised is not shut down").isEmpty();
    }

    @Test
    void aGpuThatIsLostIsLeftOutAndTold() {
        Finding.Found found = found(FakeNvml.in(folder, List.of("gpus 4", "refuse 2 15")), Map.of());
        assertThat(indexes(found)).containsExactly("0", "1", "3");
        assertThat(found.facts())
                .contains(new HardwareFact(
                        "gpu-2-problem",
                        "GPU 2: NVML_ERROR_GPU_IS_LOST (15): the GPU has fallen off the bus;"
                                + " the host must be restarted or replaced"));
    }

    @Test
    void aGpuOfAnotherContainerIsNoProblem() {
        Finding.Found found = found(FakeNvml.in(folder, List.of("gpus 2", "refuse 0 4")), Map.of());
        assertThat(indexes(found)).containsExactly("1");
        assertThat(found.facts())
                .contains(new HardwareFact("gpu-0-not-ours", "of another container"))
                .extracting(HardwareFact::name)
                .noneMatch(name -> name.endsWith("problem"));
    }

    @Test
    void cudasNumbersLeaveOutGpusOfOtherContainers() {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 4", "refuse 0 4", "refuse 2 4"));
        assertThat(indexes(found(fake, Map.of("CUDA_VISIBLE_DEVICES", "1,0")))).containsExactly("3", "1");
        assertThat(reason(fake, Map.of("CUDA_VISIBLE_DEVICES", "2")))
                .isEqualTo("CUDA_VISIBLE_DEVICES is '2', which leaves none of the 2 GPUs here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refuse 0 15 | GPU 0: NVML_ERROR_GPU_IS_LOST (15)",
                "refuse 0 4  | this process may open none of the host's GPUs: NVML_ERROR_NO_PERMISSION (4)",
                "fail nvmlDeviceGetCount_v2 999 | nvmlDeviceGetCount says NVML_ERROR_UNKNOWN (999)",
                "split 0     | MIG is enabled on the one GPU here, but there is no MIG device",
            })
    void saysWhyNoGpuCanBeUsed(String setting, String reason) {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 1", setting));
        assertThat(reason(fake, Map.of())).startsWith(reason);
        assertThat(fake.log()).isEqualTo(PAIRED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nvmlSystemGetDriverVersion",
                "nvmlSystemGetCudaDriverVersion_v2",
                "nvmlDeviceGetName",
                "nvmlDeviceGetUUID",
                "nvmlDeviceGetMemoryInfo_v2",
                "nvmlDeviceGetCudaComputeCapability",
                "nvmlDeviceGetPciInfo_v3",
                "nvmlDeviceGetMigMode"
            })
    void whatCannotBeToldIsLeftOut(String function) {
        for (int code : new int[] {3, 13, 25, 999}) {
            assertThat(counted(folder.resolve(Integer.toString(code)), function, code))
                    .isEqualTo(2);
        }
    }

    private static int counted(Path folder, String function, int code) {
        assertThat(folder.toFile().mkdir()).isTrue();
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 2", "fail " + function + " " + code));
        int count = found(fake, Map.of()).accelerators().size();
        assertThat(fake.log()).isEqualTo(PAIRED);
        return count;
    }

    @Test
    void probesOneAfterTheOtherSeeWhatHasChanged() throws Exception {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 1"));
        assertThat(found(fake, Map.of()).accelerators()).hasSize(1);
        fake.set(List.of("gpus 8"));
        assertThat(found(fake, Map.of()).accelerators()).hasSize(8);
        assertThat(fake.log()).containsExactly("init", "shutdown", "init", "shutdown");
    }

    private static Finding.Found found(FakeNvml fake, Map<String, String> variables) {
        Finding finding = fake.probe().probe(fake.machine(variables));
        assertThat(finding).isInstanceOf(Finding.Found.class);
        return (Finding.Found) finding;
    }

    private static String reason(FakeNvml fake, Map<String, String> variables) {
        Finding finding = fake.probe().probe(fake.machine(variables));
        assertThat(finding).isInstanceOf(Finding.Absent.class);
        return ((Finding.Absent) finding).reason();
    }
}
