package io.smcontainers.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HardwareTest {
    @Test
    void aTrainingProgramSeesWhatItsLauncherFound() {
        Hardware hardware = Hardware.of(Map.of("SM_NUM_CPUS", "96", "SM_NUM_GPUS", "2", "SM_NUM_NEURONS", "1"));

        assertThat(hardware)
                .isEqualTo(new Hardware(
                        96,
                        List.of(
                                new Accelerator(AcceleratorKind.GPU, "0", ""),
                                new Accelerator(AcceleratorKind.GPU, "1", ""),
                                new Accelerator(AcceleratorKind.NEURON_CORE, "0", ""))));
        assertThat(hardware.count(AcceleratorKind.GPU)).isEqualTo(2);
        assertThat(hardware.count(AcceleratorKind.NEURON_CORE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "1.5", "99999999999999999999"})
    void countsThatAreNoneAreIgnored(String count) {
        assertThat(Hardware.of(Map.of("SM_NUM_CPUS", count, "SM_NUM_GPUS", count, "SM_NUM_NEURONS", count)))
                .isEqualTo(Hardware.cpusOnly());
    }

    @Test
    void withoutALauncherThereAreTheProcessorsOfThisMachine() {
        assertThat(Hardware.of(Map.of())).isEqualTo(Hardware.cpusOnly());
        assertThat(Hardware.cpusOnly().cpus()).isPositive();
    }
}
