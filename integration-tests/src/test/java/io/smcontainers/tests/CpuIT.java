package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processors as real control groups allow: a quota in a group above ours, which a JVM before 24 does not see in version 2. */
@Timeout(60)
class CpuIT {
    private static final Path V1 = Path.of("/sys/fs/cgroup/cpu");
    private static final Path V2 = Path.of("/sys/fs/cgroup");

    @TempDir
    private Path base;

    private Path outer;
    private Path inner;
    private boolean isV1;

    @BeforeEach
    void makeGroups() throws IOException {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "needs two processors to allow one");
        isV1 = Files.isWritable(V1.resolve("cgroup.procs"));
        boolean isV2 = !isV1
                && Files.isWritable(V2.resolve("cgroup.subtree_control"))
                && Files.readString(V2.resolve("cgroup.subtree_control")).contains("cpu");
        assumeTrue(isV1 || isV2, "needs root and a cpu cgroup that it may divide");
        outer = Files.createDirectory((isV1 ? V1 : V2).resolve("train-cpu-it-" + System.nanoTime()));
        inner = Files.createDirectory(outer.resolve("inner"));
        if (isV1) {
            Files.writeString(outer.resolve("cpu.cfs_quota_us"), "90000");
        } else {
            Files.writeString(outer.resolve("cpu.max"), "90000 100000");
        }
    }

    @AfterEach
    void removeGroups() throws Exception {
        for (Path group : new Path[] {inner, outer}) {
            if (group != null) {
                // The kernel refuses until the last process is gone for good.
                RunningTrain.awaitThat(() -> group.toFile().delete(), () -> group + " can be removed");
            }
        }
    }

    @Test
    void aQuotaAboveOurOwnGroupCounts() {
        JobFolder job =
                JobFolder.in(base).program("train.sh").source("train.sh", "#!/bin/sh\necho cpus=$SM_NUM_CPUS\n");
        String enter = "echo $$ > " + inner.resolve("cgroup.procs") + " && exec \"$@\"";

        Train.Result result =
                Train.built().under("/bin/sh", "-c", enter, "sh").on(job).run();

        assertThat(result.stdout()).as(result.stderr()).isEqualTo("cpus=1\n");
    }
}
