package io.smcontainers.gpu.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SelectionTest {
    static Stream<VisibleDevicesTable.Row> rows() {
        return VisibleDevicesTable.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void selectsWhatTheTableSays(VisibleDevicesTable.Row row) {
        assertThat(labels(Selection.of(ListedGpus.of(row.settings()), row.variables())))
                .isEqualTo(row.devices());
    }

    @Test
    void saysWhichVariableLeftTheDevices() {
        GpuInventory eight = ListedGpus.of(List.of("gpus 8"));
        assertThat(Selection.of(eight, Map.of()).rule()).isEmpty();
        assertThat(Selection.of(eight, Map.of("NVIDIA_VISIBLE_DEVICES", "all")).rule())
                .isEmpty();
        assertThat(Selection.of(eight, Map.of("NVIDIA_VISIBLE_DEVICES", "3")).rule())
                .isEqualTo("NVIDIA_VISIBLE_DEVICES is '3'");
        assertThat(Selection.of(eight, Map.of("NVIDIA_VISIBLE_DEVICES", "3", "CUDA_VISIBLE_DEVICES", "0,1"))
                        .rule())
                .isEqualTo("CUDA_VISIBLE_DEVICES is '0,1'");
    }

    @Test
    void aDriverOfUnknownVersionCountsAsOld() {
        GpuInventory split = ListedGpus.of(List.of("gpus 1", "split 0 1g.10gb:7/0 1g.10gb:8/0"));
        assertThat(labels(Selection.of(split, Map.of()))).containsExactly("0:0");
        assertThat(new GpuInventory(List.of(), "r570", List.of()).driverBranch())
                .isZero();
    }

    @Test
    void noMoreThan64MigDevicesCountFrom570On() {
        List<String> settings = new ArrayList<>(List.of("gpus 10", "driver 580.1"));
        for (int gpu = 0; gpu < 10; gpu++) {
            settings.add("split " + gpu + " a:1/0 a:2/0 a:3/0 a:4/0 a:5/0 a:6/0 a:7/0");
        }
        assertThat(Selection.of(ListedGpus.of(settings), Map.of()).devices()).hasSize(64);
    }

    private static List<String> labels(Selection selection) {
        return selection.devices().stream().map(CudaDevice::label).toList();
    }
}
