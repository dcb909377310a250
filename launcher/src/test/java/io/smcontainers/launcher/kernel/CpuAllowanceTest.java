package io.smcontainers.launcher.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.FakeRoot;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuAllowanceTest {
    private static final String V1 = "sys/fs/cgroup/cpu";
    private static final String V2 = "sys/fs/cgroup";

    @TempDir
    private Path folder;

    private FakeRoot root() {
        return new FakeRoot(folder);
    }

    /** Own group a/b/c; "-" is a group without the file, "max" one without a quota; periods are 100 ms. */
    @ParameterizedTest(name = "v{0} online {1} allowed {2}, quotas a={3} a/b={4} a/b/c={5}: {6}")
    @CsvSource({
        // Without a quota, cpuset and affinity decide.
        "2, 0-7,      0-7,       max,    max,    max,    8",
        "2, 0-7,      0-3,       max,    max,    max,    4",
        "2, 0-7,      '0,2,4-6', -,      -,      -,      5",
        "2, 0-3,      0-127,     max,    max,    max,    4",
        "2, '0-1,4',  0-7,       max,    max,    max,    3",
        "2, '',       0-5,       max,    max,    max,    6",
        // A part of a processor counts as one.
        "2, 0-7,      0-7,       max,    max,    200000, 2",
        "2, 0-7,      0-7,       max,    max,    250000, 3",
        "2, 0-7,      0-7,       max,    max,    50000,  1",
        "2, 0-7,      0-7,       max,    max,    1000,   1",
        // The lowest of all groups above counts, and the fewer processors.
        "2, 0-7,      0-7,       300000, max,    max,    3",
        "2, 0-7,      0-7,       max,    300000, 600000, 3",
        "2, 0-7,      0-7,       600000, 500000, 400000, 4",
        "2, 0-7,      0-7,       150000, -,      -,      2",
        "2, 0-7,      0-1,       max,    400000, max,    2",
        "2, 0-7,      0-7,       max,    max,    9900000,8",
        // Version 1 says the same.
        "1, 0-7,      0-7,       -1,     -1,     -1,     8",
        "1, 0-7,      0-7,       -1,     -1,     350000, 4",
        "1, 0-7,      0-7,       200000, -1,     350000, 2",
        "1, 0-7,      0,         -1,     -1,     350000, 1",
        "1, 0-7,      0-7,       -,      -,      -,      8",
    })
    void theLowestLimitCounts(int version, String online, String allowed, String a, String b, String c, int cpus) {
        root().file("proc/self/status", "Name:\ttrain\nCpus_allowed:\tff\nCpus_allowed_list:\t" + allowed + "\n");
        if (!online.isEmpty()) {
            root().file("sys/devices/system/cpu/online", online + "\n");
        }
        String mount = version == 1
                ? "35 25 0:30 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n"
                : "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";
        root().file("proc/self/mountinfo", "24 1 8:1 / / rw - ext4 /dev/vda rw\n" + mount);
        root().file("proc/self/cgroup", version == 1 ? "9:memory:/\n4:cpu,cpuacct:/a/b/c\n0::/\n" : "0::/a/b/c\n");
        String top = version == 1 ? V1 : V2;
        root().folder(top + "/a/b/c");
        quota(version, top + "/a", a);
        quota(version, top + "/a/b", b);
        quota(version, top + "/a/b/c", c);

        assertThat(CpuAllowance.ofThisProcess(folder).cpus()).hasValue(cpus);
    }

    private void quota(int version, String group, String quota) {
        if (quota.equals("-")) {
            return;
        }
        if (version == 1) {
            root().file(group + "/cpu.cfs_quota_us", quota + "\n").file(group + "/cpu.cfs_period_us", "100000\n");
        } else {
            root().file(group + "/cpu.max", quota + " 100000\n");
        }
    }

    /** Without a cgroup namespace, the path is the host's, and the mount shows the container's group as its root. */
    @Test
    void aContainerWithoutANamespaceOfItsOwn() {
        root().file("proc/self/status", "Cpus_allowed_list:\t0-15\n")
                .file("proc/self/cgroup", "4:cpu,cpuacct:/docker/abc\n")
                .file(
                        "proc/self/mountinfo",
                        "40 30 0:30 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu,cpuacct\n");
        quota(1, V1, "150000");

        assertThat(CpuAllowance.ofThisProcess(folder).cpus()).hasValue(2);
    }

    @Test
    void aContainerWithANamespaceOfItsOwn() {
        root().file("proc/self/status", "Cpus_allowed_list:\t0-15\n")
                .file("proc/self/cgroup", "0::/\n")
                .file("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n");
        quota(2, V2, "550000");

        assertThat(CpuAllowance.ofThisProcess(folder).cpus()).hasValue(6);
    }

    @Test
    void aGroupOutsideOfTheNamespaceIsNotLookedFor() {
        root().file("proc/self/status", "Cpus_allowed_list:\t0-15\n")
                .file("proc/self/cgroup", "0::/../other\n")
                .file("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n");
        quota(2, "sys/fs/other", "100000");

        assertThat(CpuAllowance.ofThisProcess(folder).cpus()).hasValue(16);
    }

    /** As systemd mounts them: version 2 is there, but without controllers. */
    @Test
    void bothVersionsAtOnce() {
        root().file("proc/self/status", "Cpus_allowed_list:\t0-15\n")
                .file("proc/self/cgroup", "4:cpu,cpuacct:/a\n0::/a\n")
                .file(
                        "proc/self/mountinfo",
                        "30 23 0:26 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"
                                + "35 25 0:30 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n");
        root().folder("sys/fs/cgroup/unified/a");
        quota(1, V1 + "/a", "300000");

        assertThat(CpuAllowance.ofThisProcess(folder).cpus()).hasValue(3);
    }

    @Test
    void aQuotaWithAnotherPeriod() {
        root().file("proc/self/status", "Cpus_allowed_list:\t0-15\n")
                .file("proc/self/cgroup", "0::/\n")
                .file("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n")
                .file("sys/fs/cgroup/cpu.max", "50000 20000\n");

        assertThat(CpuAllowance.ofThisProcess(folder).cpus()).hasValue(3);
    }

    @ParameterizedTest
    @CsvSource({"''", "garbage", "3-1", "0-999999999", "a-b", "-"})
    void whatIsNoListTellsNothing(String list) {
        root().file("proc/self/status", "Cpus_allowed_list:\t" + list + "\n");

        assertThat(CpuAllowance.ofThisProcess(folder).cpus()).isEqualTo(OptionalInt.empty());
    }

    @Test
    void whereNothingIsToldNothingIsKnown() {
        assertThat(CpuAllowance.ofThisProcess(folder).cpus()).isEqualTo(OptionalInt.empty());
    }

    @Test
    void thisMachineIsUnderstoodAsTheJvmUnderstandsIt() {
        assertThat(CpuAllowance.ofThisProcess(Path.of("/")).cpus())
                .hasValue(Runtime.getRuntime().availableProcessors());
    }
}
