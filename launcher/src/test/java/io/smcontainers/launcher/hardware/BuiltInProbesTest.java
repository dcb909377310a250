package io.smcontainers.launcher.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.FakeRoot;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probes that read a few small files. */
class BuiltInProbesTest {
    @TempDir
    private Path folder;

    private FakeRoot root() {
        return new FakeRoot(folder);
    }

    @Test
    void processorsWithAQuota() {
        root().file("proc/self/status", "Cpus_allowed_list:\t0-7\n")
                .file("proc/self/cgroup", "0::/\n")
                .file("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n")
                .file("sys/fs/cgroup/cpu.max", "250000 100000\n")
                .file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Graviton 9\n");

        assertThat(facts(new CpuProbe())).isEqualTo(Map.of("cpus", "3", "allowed-cpus", "8", "quota-cpus", "2.5"));
        assertThat(new CpuProbe().examine(machine())).containsExactly(new HardwareFact("model", "Graviton 9"));
        HardwareFindings findings = new HardwareFindings(folder, Map.of("cpu", new CpuProbe().probe(machine())));
        assertThat(findings.hardware().cpus()).isEqualTo(3);
    }

    @Test
    void whereTheKernelSaysNothingOfProcessorsTheJvmDoes() {
        Finding finding = new CpuProbe().probe(machine());

        assertThat(finding).isInstanceOf(Finding.Absent.class);
        assertThat(new HardwareFindings(folder, Map.of("cpu", finding))
                        .hardware()
                        .cpus())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void memoryOfAGroupBelowOneWithLess() {
        root().file("proc/meminfo", "MemTotal:       16384 kB\nMemAvailable: 1 kB\n")
                .file("proc/self/cgroup", "0::/a/b\n")
                .file("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n")
                .file("sys/fs/cgroup/a/memory.max", "4194304\n")
                .file("sys/fs/cgroup/a/b/memory.max", "max\n")
                .file("sys/fs/cgroup/a/b/memory.current", "3000\n")
                .file("sys/fs/cgroup/a/b/memory.stat", "anon 1\ninactive_file 1000\n");

        assertThat(new MemoryProbe().examine(machine()))
                .containsExactly(
                        new HardwareFact("machine-bytes", "16777216"),
                        new HardwareFact("limit-bytes", "4194304"),
                        new HardwareFact("memory-bytes", "4194304"),
                        new HardwareFact("used-bytes", "2000"));
    }

    @Test
    void memoryWithoutALimitIsThatOfTheMachine() {
        root().file("proc/meminfo", "MemTotal:       16384 kB\n");

        assertThat(new MemoryProbe().examine(machine()))
                .containsExactly(
                        new HardwareFact("machine-bytes", "16777216"), new HardwareFact("memory-bytes", "16777216"));
    }

    @Test
    void networkInterfacesLessLoopback() {
        root().folder("sys/class/net/lo")
                .folder("sys/class/net/ens5")
                .file("sys/class/net/ens5/mtu", "9001\n")
                .file("sys/class/net/bonding_masters", "")
                .file("proc/net/route", "ens5\t00000000\t0101000A\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");

        assertThat(facts(new NetworkProbe())).isEqualTo(Map.of("interfaces", "ens5", "default-interface", "ens5"));
        assertThat(new NetworkProbe().examine(machine()))
                .containsExactly(new HardwareFact("mtu-of-ens5-bytes", "9001"));
    }

    @Test
    void aContainerWithoutANetwork() {
        root().folder("sys/class/net/lo");

        assertThat(new NetworkProbe().probe(machine())).isInstanceOf(Finding.Absent.class);
    }

    @Test
    void spaceIsOfTheFoldersThatAreThere() {
        root().folder("dev/shm").folder("tmp");
        assertThat(facts(new StorageProbe())).containsOnlyKeys("shared-memory-bytes");
        assertThat(new StorageProbe().examine(machine()))
                .extracting(HardwareFact::name)
                .containsExactly("tmp-free-bytes", "shared-memory-free-bytes");

        root().folder("opt/ml");
        assertThat(new StorageProbe().examine(machine()))
                .extracting(HardwareFact::name)
                .contains("job-folder-free-bytes");
    }

    @Test
    void anEmptyMachineBreaksNoProbe() {
        for (HardwareProbe probe : List.of(
                new CpuProbe(),
                new MemoryProbe(),
                new NetworkProbe(),
                new StorageProbe(),
                new EfaProbe(),
                new NeuronProbe())) {
            assertThat(probe.probe(machine())).as(probe.id()).isNotNull();
            assertThat(probe.examine(machine())).as(probe.id()).isNotNull();
        }
    }

    private Machine machine() {
        return new Machine(folder, Map.of());
    }

    private Map<String, String> facts(HardwareProbe probe) {
        return ((Finding.Found) probe.probe(machine()))
                .facts().stream().collect(Collectors.toMap(HardwareFact::name, HardwareFact::value));
    }
}
