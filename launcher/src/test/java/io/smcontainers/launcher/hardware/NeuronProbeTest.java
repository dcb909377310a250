package io.smcontainers.launcher.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.launcher.FakeRoot;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.Machine;
import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.ProgramEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeuronProbeTest {
    private static final String TWO_DEVICES = """
            [{"neuron_device": 0, "bdf": "10:1c.0", "connected_to": [1], "nc_count": 2, "memory_size": 34359738368, "neuron_processes": []},
             {"neuron_device": 1, "bdf": "10:1d.0", "connected_to": [0], "nc_count": 2, "memory_size": 34359738368, "neuron_processes": []}]
            """;

    @TempDir
    private Path folder;

    private final List<List<String>> started = new ArrayList<>();
    private ProgramEnd answer = new ProgramEnd.Ended(0, TWO_DEVICES, "");

    private FakeRoot root() {
        return new FakeRoot(folder);
    }

    @Test
    void withoutADeviceNothingIsStarted() {
        installed();

        assertThat(probe()).isEqualTo(new Finding.Absent("there is no /dev/neuron*"));
        assertThat(started).isEmpty();
    }

    @Test
    void coresAreCountedOverAllDevices() {
        installed().file("dev/neuron0", "").file("dev/neuron1", "");

        assertThat(probe()).isInstanceOfSatisfying(Finding.Found.class, found -> {
            assertThat(found.accelerators())
                    .hasSize(4)
                    .extracting(Accelerator::kind)
                    .containsOnly(AcceleratorKind.NEURON_CORE);
            assertThat(found.accelerators().get(2))
                    .isEqualTo(new Accelerator(
                            AcceleratorKind.NEURON_CORE,
                            "neuron-core-2",
                            "",
                            Map.of("neuron-device", "1", "pci-bus-id", "10:1d.0", "memory-bytes", "17179869184")));
            assertThat(found.facts()).containsExactly(new HardwareFact("counted-by", "neuron-ls"));
        });
        assertThat(started).containsExactly(List.of(folder + "/opt/aws/neuron/bin/neuron-ls", "-j"));
    }

    @Test
    void aContainerMayHaveBeenGivenAnyOfTheDevices() {
        installed().file("dev/neuron7", "");

        assertThat(probe()).isInstanceOf(Finding.Found.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"neuron", "neuron_ctl", "neurones"})
    void otherFilesAreNoDevices(String name) {
        installed().file("dev/" + name, "");

        assertThat(probe()).isInstanceOf(Finding.Absent.class);
    }

    @Test
    void newerVersionsPutTheListIntoAnObject() {
        answer =
                new ProgramEnd.Ended(0, "{\"instance_type\": \"trn1.32xlarge\", \"devices\": " + TWO_DEVICES + "}", "");
        installed().file("dev/neuron0", "");

        assertThat(probe()).isInstanceOfSatisfying(Finding.Found.class, found -> assertThat(found.accelerators())
                .hasSize(4));
    }

    /** They say what one process takes, not what there is. */
    @Test
    void whatAProcessMayTakeIsToldButDoesNotChangeTheCount() {
        installed().file("dev/neuron0", "");
        Finding finding = new NeuronProbe()
                .probe(new Machine(
                        folder,
                        Map.of("NEURON_RT_NUM_CORES", "1", "NEURON_RT_VISIBLE_CORES", "0-1"),
                        (argv, limit) -> answer));

        assertThat(finding).isInstanceOfSatisfying(Finding.Found.class, found -> {
            assertThat(found.accelerators()).hasSize(4);
            assertThat(found.facts())
                    .contains(
                            new HardwareFact("neuron-rt-num-cores", "1"),
                            new HardwareFact("neuron-rt-visible-cores", "0-1"));
        });
    }

    @Test
    void whereTheToolsAreNotInstalledTheDriverTells() {
        root().file("dev/neuron0", "")
                .file("sys/devices/virtual/neuron_device/neuron0/core_count", "2\n")
                .file("sys/devices/virtual/neuron_device/neuron0/info/architecture/device_name", "Trainium1\n")
                .file("sys/devices/virtual/neuron_device/neuron1/core_count", "2\n");

        assertThat(probe()).isInstanceOfSatisfying(Finding.Found.class, found -> {
            assertThat(found.accelerators()).hasSize(4);
            assertThat(found.accelerators().get(0).name()).isEqualTo("Trainium1");
            assertThat(found.facts().get(0)).isEqualTo(new HardwareFact("counted-by", "sysfs"));
            assertThat(found.facts().get(1).value()).contains("no neuron-ls on PATH", "aws-neuronx-tools");
        });
    }

    @Test
    void whatFailsSaysWhy() {
        installed().file("dev/neuron0", "");

        answer = new ProgramEnd.Ended(1, "", "error: no driver\n");
        assertReason("/neuron-ls ended with exit code 1 and lists no core: error: no driver");
        answer = new ProgramEnd.Ended(0, "not json", "");
        assertReason("ended with exit code 0 and lists no core: not json");
        answer = new ProgramEnd.TimedOut(Duration.ofSeconds(5));
        assertReason("did not answer within 5 s");
        answer = new ProgramEnd.NotStarted("no such file");
        assertReason("cannot be started: no such file");
    }

    @Test
    void aCountThatCannotBeIsBounded() {
        answer = new ProgramEnd.Ended(0, "[{\"nc_count\": 2000000000}, {\"nc_count\": -1}]", "");
        installed().file("dev/neuron0", "");

        assertThat(probe()).isInstanceOfSatisfying(Finding.Found.class, found -> assertThat(found.accelerators())
                .hasSize(4096));
    }

    @Test
    void memoryIsMeasuredByCore() {
        String core = "sys/devices/virtual/neuron_device/neuron3/neuron_core1/stats/memory_usage/device_mem/";
        root().file(core + "total", "1024\n").file(core + "peak", "4096\n");
        NeuronSampler sampler = new NeuronSampler(folder.resolve("sys/devices/virtual/neuron_device"));

        assertThat(sampler.sample())
                .containsExactly(new Measurement("neuron.memory.used", "3.1", 1024, Measurement.Unit.BYTES));
        assertThat(sampler.summary())
                .containsExactly(new Measurement("neuron.memory.peak", "3.1", 4096, Measurement.Unit.BYTES));
    }

    private FakeRoot installed() {
        FakeRoot root = root().file("opt/aws/neuron/bin/neuron-ls", "");
        assertThat(folder.resolve("opt/aws/neuron/bin/neuron-ls").toFile().setExecutable(true))
                .isTrue();
        return root;
    }

    private void assertReason(String text) {
        assertThat(probe()).isInstanceOfSatisfying(Finding.Absent.class, absent -> assertThat(absent.reason())
                .contains(text));
    }

    private Finding probe() {
        return new NeuronProbe().probe(new Machine(folder, Map.of(), (argv, limit) -> {
            assertThat(limit).isEqualTo(Duration.ofSeconds(5)).isLessThan(new NeuronProbe().deadline());
            started.add(argv);
            return answer;
        }));
    }
}
