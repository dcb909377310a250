package io.smcontainers.launcher.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.core.Cluster;
import io.smcontainers.launcher.FakeRoot;
import io.smcontainers.launcher.TestJob;
import io.smcontainers.launcher.TestLog;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareWarningsTest {
    private static final Finding GPU =
            new Finding.Found(List.of(new Accelerator(AcceleratorKind.GPU, "GPU-1", "A10G")));

    @TempDir
    private Path folder;

    private final Map<String, Finding> found = new LinkedHashMap<>();
    private final TestLog log = new TestLog();

    @ParameterizedTest
    @CsvSource({
        "ml.g5.xlarge, GPU",
        "ml.g6e.48xlarge, GPU",
        "ml.gr6.4xlarge, GPU",
        "ml.g4dn.xlarge, GPU",
        "ml.p3dn.24xlarge, GPU",
        "ml.p5en.48xlarge, GPU",
        "ml.p6-b200.48xlarge, GPU",
        "ml.trn1.2xlarge, NEURON_CORE",
        "ml.inf2.xlarge, NEURON_CORE",
        "ml.c5.xlarge,",
        "ml.m5.large,",
        "ml.t3.medium,",
        "ml.r5.large,",
        "local,",
        "local_gpu,",
        "'',",
        "ml.,",
    })
    void theInstanceTypeTellsWhatToExpect(String type, AcceleratorKind kind) {
        assertThat(MissingAccelerators.kindOf(type).orElse(null)).isEqualTo(kind);
    }

    @Test
    void aGpuInstanceWithoutAGpuIsSaidLoudlyWithReasonAndAdvice() {
        found.put("nvidia", new Finding.Absent("there is no /dev/nvidiactl"));
        found.put("neuron", new Finding.Absent("there is no /dev/neuron*"));

        warn("ml.g5.xlarge");

        assertThat(log.warnings())
                .containsExactly(
                        "the instance type is ml.g5.xlarge but no GPU was found, so the program will run on the processors or fail.",
                        "why: probe nvidia: there is no /dev/nvidiactl",
                        "what to do: the container has no GPU device files: on SageMaker, set NVIDIA_VISIBLE_DEVICES=all in the"
                                + " image, and do not overwrite it in the job; elsewhere, start the container with 'docker run --gpus all'");
    }

    @Test
    void whereTheDeviceFilesAreThereTheLibrariesMayBeMissing() {
        new FakeRoot(folder).file("dev/nvidiactl", "");
        found.put("nvidia", new Finding.Absent("libnvidia-ml.so.1 cannot be loaded"));

        warn("ml.p4d.24xlarge");

        assertThat(log.text())
                .contains("libnvidia-ml.so.1 cannot be loaded", "NVIDIA_DRIVER_CAPABILITIES=compute,utility");
    }

    @Test
    void aNeuronInstanceWithoutNeuronCoresIsSaidToo() {
        found.put("nvidia", new Finding.Absent("there is no /dev/nvidiactl"));
        found.put("neuron", new Finding.Absent("there is no /dev/neuron*"));

        warn("ml.trn1.32xlarge");

        assertThat(log.text())
                .contains("no NeuronCore was found", "why: probe neuron: there is no /dev/neuron*", "aws-neuronx-tools")
                .doesNotContain("nvidiactl");
    }

    @Test
    void withoutAProbeThatIsTheReason() {
        warn("ml.g5.xlarge");

        assertThat(log.text()).contains("why: there is no probe for it");
    }

    @Test
    void whatIsThereNeedsNoWords() {
        found.put("nvidia", GPU);
        warn("ml.g5.xlarge");
        found.clear();
        warn("ml.c5.xlarge");
        warn("local");

        assertThat(log.text()).isEmpty();
    }

    @Test
    void littleSharedMemoryMattersToGpusOnly() {
        found.put(
                "storage", new Finding.Found(List.of(), List.of(new HardwareFact("shared-memory-bytes", "67108864"))));
        warn("local");
        assertThat(log.text()).isEmpty();

        found.put("nvidia", GPU);
        warn("local");
        assertThat(log.warnings()).singleElement().asString().contains("/dev/shm has 64 MiB", "--shm-size");

        log.output().reset();
        found.put(
                "storage",
                new Finding.Found(List.of(), List.of(new HardwareFact("shared-memory-bytes", "8589934592"))));
        warn("local");
        assertThat(log.text()).isEmpty();
    }

    @Test
    void anInterfaceThatIsNotThereMattersToSeveralHosts() throws Exception {
        new FakeRoot(folder).file("proc/net/route", "ens6\t0000000A\t00000000\t0001\t0\t0\t0\t000000FF\t0\t0\t0\n");
        found.put(
                "network",
                new Finding.Found(
                        List.of(),
                        List.of(
                                new HardwareFact("interfaces", "ens5,ens6"),
                                new HardwareFact("default-interface", "ens5"))));
        warn("ml.c5.xlarge", "algo-1");
        assertThat(log.text()).isEmpty();

        warn("ml.c5.xlarge", "algo-1", "algo-2");

        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("'network_interface_name' is 'eth0'", "it has ens5, ens6", "should use 'ens5'");
        NetworkInterfaces network = findings().network();
        assertThat(network.between(cluster("local", "algo-1", "algo-2"), InetAddress.getByName("10.1.2.3")))
                .isEqualTo("ens6");
        assertThat(network.between(cluster("local", "algo-1", "algo-2"), InetAddress.getByName("11.1.2.3")))
                .isEqualTo("ens5");
    }

    @Test
    void theNamedInterfaceIsUsedIfItIsThereOrNothingIsKnown() {
        assertThat(findings().network().between(cluster("local", "algo-1", "algo-2")))
                .isEqualTo("eth0");
        found.put("network", new Finding.Found(List.of(), List.of(new HardwareFact("interfaces", "eth0,eth1"))));
        assertThat(findings().network().between(cluster("local", "algo-1", "algo-2")))
                .isEqualTo("eth0");
        found.put("network", new Finding.Found(List.of(), List.of(new HardwareFact("interfaces", "ens5"))));
        assertThat(findings().network().between(cluster("local", "algo-1", "algo-2")))
                .isEqualTo("ens5");
    }

    private HardwareFindings findings() {
        return new HardwareFindings(folder, found);
    }

    private void warn(String instanceType) {
        warn(instanceType, "algo-1");
    }

    private void warn(String instanceType, String... hosts) {
        HardwareWarnings.log(cluster(instanceType, hosts), findings(), log.log());
    }

    private Cluster cluster(String instanceType, String... hosts) {
        TestJob job = new TestJob(folder.resolve("ml"));
        job.write(
                "input/config/resourceconfig.json",
                "{\"current_host\":\"algo-1\",\"current_instance_type\":\"" + instanceType + "\",\"hosts\":[\""
                        + String.join("\",\"", hosts) + "\"]}");
        return job.build().environment().cluster();
    }
}
