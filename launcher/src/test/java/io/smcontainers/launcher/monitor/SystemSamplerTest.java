package io.smcontainers.launcher.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.FakeRoot;
import io.smcontainers.spi.Measurement;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemSamplerTest {
    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private FakeRoot root;

    @BeforeEach
    void makeMachine() {
        root = new FakeRoot(folder)
                .file("proc/self/status", "Cpus_allowed_list:\t0-3\n")
                .file("proc/meminfo", "MemTotal:       16384 kB\nMemFree: 1 kB\nMemAvailable:   4096 kB\n")
                .folder("sys/block/nvme0n1")
                .folder("sys/block/loop0")
                .folder("sys/block/dm-0");
        counters(0, 0, 0);
    }

    @Test
    void ofAContainerItsOwnGroupTells() {
        root.file("proc/self/cgroup", "0::/a\n")
                .file("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n")
                .file("sys/fs/cgroup/a/cpu.stat", "usage_usec 1000000\nuser_usec 1\n")
                .file("sys/fs/cgroup/a/memory.current", "9000\n")
                .file("sys/fs/cgroup/a/memory.stat", "inactive_file 4000\n")
                .file("sys/fs/cgroup/a/memory.max", "1048576\n");
        SystemSampler sampler = sampler();
        assertThat(sample(sampler)).containsOnlyKeys("memory.used", "disk.free");

        nanos.addAndGet(2_000_000_000L);
        root.file("sys/fs/cgroup/a/cpu.stat", "usage_usec 5000000\nuser_usec 1\n");

        // 4 s of work in 2 s are 2 of 4 processors.
        assertThat(sample(sampler)).containsEntry("cpu.utilization", 50.0).containsEntry("memory.used", 5000.0);
        assertThat(sampler.memoryBytes()).isEqualTo(1_048_576);
        assertThat(sampler.cpus()).isEqualTo(4);
    }

    @Test
    void version1CountsNanoseconds() {
        root.file("proc/self/cgroup", "2:cpuacct:/a\n1:cpu:/a\n4:memory:/a\n")
                .file(
                        "proc/self/mountinfo",
                        "35 25 0:30 / /sys/fs/cgroup/cpuacct rw - cgroup cgroup rw,cpuacct\n"
                                + "36 25 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n")
                .file("sys/fs/cgroup/cpuacct/a/cpuacct.usage", "5000000000\n")
                .file("sys/fs/cgroup/memory/a/memory.usage_in_bytes", "9000\n")
                .file("sys/fs/cgroup/memory/a/memory.stat", "inactive_file 1\ntotal_inactive_file 3000\n");
        SystemSampler sampler = sampler();
        sample(sampler);

        nanos.addAndGet(1_000_000_000L);
        root.file("sys/fs/cgroup/cpuacct/a/cpuacct.usage", "6000000000\n");

        assertThat(sample(sampler)).containsEntry("cpu.utilization", 25.0).containsEntry("memory.used", 6000.0);
    }

    @Test
    void withoutGroupsTheMachineTells() {
        root.file("proc/stat", "cpu  100 0 100 1000 50 0 0 0 0 0\ncpu0 1 2 3\n");
        SystemSampler sampler = sampler();
        sample(sampler);

        nanos.addAndGet(1_000_000_000L);
        root.file("proc/stat", "cpu  200 0 200 1000 950 0 0 0 0 0\ncpu0 1 2 3\n");

        assertThat(sample(sampler)).containsEntry("cpu.utilization", 50.0).containsEntry("memory.used", (double)
                (12L << 20));
    }

    @Test
    void disksCountOnceAndLoopbackNot() {
        SystemSampler sampler = sampler();
        sample(sampler);

        nanos.addAndGet(2_000_000_000L);
        counters(2048, 4096, 10_000);

        assertThat(sample(sampler))
                .containsEntry("disk.read", 1024 * 512.0)
                .containsEntry("disk.written", 2048 * 512.0)
                .containsEntry("network.received", 5000.0)
                .containsEntry("network.sent", 500.0)
                .hasEntrySatisfying("disk.free", free -> assertThat(free).isPositive());
    }

    @Test
    void anEmptyMachineBreaksNothing() {
        SystemSampler sampler = new SystemSampler(folder.resolve("empty"), folder, nanos::get);
        sample(sampler);
        nanos.addAndGet(1_000_000_000L);

        assertThat(sample(sampler)).containsOnlyKeys("disk.free");
    }

    private void counters(long sectorsRead, long sectorsWritten, long received) {
        String disk = " 0 0 " + sectorsRead + " 0 0 0 " + sectorsWritten + " 0 0 0 0\n";
        root.file(
                "proc/diskstats",
                " 259 0 nvme0n1" + disk + " 259 1 nvme0n1p1" + disk + "   7 0 loop0" + disk + " 253 0 dm-0" + disk);
        root.file(
                "proc/net/dev",
                "Inter-|   Receive   |  Transmit\n face |bytes    packets |bytes\n    lo: 99" + received
                        + " 1 0 0 0 0 0 0 88 1 0 0 0 0 0 0\n  eth0:" + received + " 1 0 0 0 0 0 0 " + received / 10
                        + " 1 0 0 0 0 0 0\n");
    }

    private SystemSampler sampler() {
        return new SystemSampler(folder, folder, nanos::get);
    }

    private static Map<String, Double> sample(SystemSampler sampler) {
        return sampler.sample().stream().collect(Collectors.toMap(Measurement::metric, Measurement::value));
    }
}
