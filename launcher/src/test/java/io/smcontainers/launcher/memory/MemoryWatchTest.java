package io.smcontainers.launcher.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control groups of all shapes, as files below a root of the test's own. */
class MemoryWatchTest {
    private static final String V2_MOUNT = "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n";

    @TempDir
    Path root;

    @Test
    void version2SaysLimitAndPeak() throws IOException {
        file("proc/self/cgroup", "0::/\n");
        file("proc/self/mountinfo", V2_MOUNT);
        file("sys/fs/cgroup/memory.events", "low 0\nhigh 0\nmax 12\noom 0\noom_kill 0\noom_group_kill 0\n");
        file("sys/fs/cgroup/memory.max", "67108864\n");
        file("sys/fs/cgroup/memory.peak", "67104768\n");
        MemoryWatch watch = MemoryWatch.start(root);

        file("sys/fs/cgroup/memory.events", "low 0\nhigh 0\nmax 50\noom 2\noom_kill 2\noom_group_kill 0\n");

        MemoryVerdict.RanOut ranOut =
                new MemoryVerdict.RanOut(2, OptionalLong.of(67_108_864), OptionalLong.of(67_104_768));
        assertThat(watch.verdict()).isEqualTo(ranOut);
        assertThat(ranOut.describe()).isEqualTo("limit 64 MiB, peak 63 MiB");
    }

    @Test
    void aGroupBelowTheMountIsFound() throws IOException {
        file("proc/self/cgroup", "0::/system.slice/train.service\n");
        file("proc/self/mountinfo", V2_MOUNT);
        file("sys/fs/cgroup/system.slice/train.service/memory.events", "oom_kill 1\n");
        file("sys/fs/cgroup/system.slice/train.service/memory.max", "max\n");
        MemoryWatch watch = MemoryWatch.start(root);

        file("sys/fs/cgroup/system.slice/train.service/memory.events", "oom_kill 2\n");

        MemoryVerdict.RanOut ranOut = new MemoryVerdict.RanOut(1, OptionalLong.empty(), OptionalLong.empty());
        assertThat(watch.verdict()).isEqualTo(ranOut);
        assertThat(ranOut.describe()).isEqualTo("no limit on the container, so the machine has no more");
    }

    /** As in a container of Docker's without a cgroup namespace: the path is the host's, the mount shows the group itself. */
    @Test
    void version1InAContainer() throws IOException {
        file("proc/self/cgroup", "12:cpu,cpuacct:/docker/abc\n4:memory:/docker/abc\n0::/docker/abc\n");
        file(
                "proc/self/mountinfo",
                "40 30 0:30 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu,cpuacct\n"
                        + "41 30 0:31 /docker/abc /sys/fs/cgroup/memory ro,relatime master:9 - cgroup cgroup rw,memory\n");
        file("sys/fs/cgroup/memory/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 0\n");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        file("sys/fs/cgroup/memory/memory.max_usage_in_bytes", "1048576\n");
        MemoryWatch watch = MemoryWatch.start(root);

        assertThat(watch.verdict()).isEqualTo(new MemoryVerdict.Enough());
        file("sys/fs/cgroup/memory/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");

        assertThat(watch.verdict())
                .isEqualTo(new MemoryVerdict.RanOut(1, OptionalLong.empty(), OptionalLong.of(1_048_576)));
    }

    @Test
    void whereNothingIsToldNothingIsKnown() throws IOException {
        assertThat(MemoryWatch.start(root).verdict()).isEqualTo(new MemoryVerdict.Unknown());

        file("proc/self/cgroup", "garbage\n0::/\n");
        file("proc/self/mountinfo", "garbage - x\n" + V2_MOUNT);
        assertThat(MemoryWatch.start(root).verdict()).isEqualTo(new MemoryVerdict.Unknown());

        // Kernels before 4.13 count nothing.
        file("sys/fs/cgroup/memory.events", "low 0\n");
        assertThat(MemoryWatch.start(root).verdict()).isEqualTo(new MemoryVerdict.Unknown());
    }

    @Test
    void thisMachineIsUnderstood() {
        assertThat(MemoryWatch.start().verdict()).isNotInstanceOf(MemoryVerdict.RanOut.class);
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
