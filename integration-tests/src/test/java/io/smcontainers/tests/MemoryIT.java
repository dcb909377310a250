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

/** What SIGKILL is taken for, in a control group of 64 MiB as in a container with so much memory. */
@Timeout(60)
class MemoryIT {
    private static final Path V1 = Path.of("/sys/fs/cgroup/memory");
    private static final Path V2 = Path.of("/sys/fs/cgroup");

    @TempDir
    private Path base;

    private Path group;

    @BeforeEach
    void makeGroup() throws IOException {
        boolean isV1 = Files.isWritable(V1.resolve("cgroup.procs"));
        boolean isV2 = !isV1
                && Files.isWritable(V2.resolve("cgroup.subtree_control"))
                && Files.readString(V2.resolve("cgroup.subtree_control")).contains("memory");
        assumeTrue(isV1 || isV2, "needs root and a memory cgroup that it may divide");
        group = Files.createDirectory((isV1 ? V1 : V2).resolve("train-memory-it-" + System.nanoTime()));
        Files.writeString(group.resolve(isV1 ? "memory.limit_in_bytes" : "memory.max"), "64M");
    }

    @AfterEach
    void removeGroup() throws Exception {
        if (group != null) {
            // The kernel refuses until the last process is gone for good.
            RunningTrain.awaitThat(() -> group.toFile().delete(), () -> group + " can be removed");
        }
    }

    @Test
    void aProgramThatTheKernelKilledForItsMemorySaysSoWithLimitAndPeak() throws Exception {
        JobFolder job = job("import mmap\nhoard = [bytearray(1 << 20) for _ in range(4096)]\n");

        Train.Result result = train(job);

        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(137);
        assertThat(job.failure())
                .containsPattern("killed by SIGKILL: out of memory \\(limit 64 MiB, peak 6[0-9] MiB\\)");
        assertThat(job.text("output/failure.json")).contains("\"kind\":\"resource\"", "\"signal\":\"SIGKILL\"");
    }

    @Test
    void aWorkerThatWasKilledForItsMemoryIsNamedAsTheCause() throws Exception {
        JobFolder job = job("""
                import os, sys
                pid = os.fork()
                if pid == 0:
                    hoard = [bytearray(1 << 20) for _ in range(4096)]
                _, status = os.waitpid(pid, 0)
                sys.exit("a worker died of signal %d" % os.WTERMSIG(status))
                """);

        Train.Result result = train(job);

        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(1);
        assertThat(job.failure())
                .contains("out of memory: the kernel killed a process of the program (limit 64 MiB, peak 6")
                .contains("a worker died of signal 9");
    }

    @Test
    void aProgramThatSomebodyKilledDidNotRunOutOfMemory() throws Exception {
        JobFolder job = job("import os\nos.kill(os.getpid(), 9)\n");

        Train.Result result = train(job);

        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(137);
        assertThat(job.failure())
                .contains("killed by SIGKILL, which somebody sent: memory did not run out")
                .doesNotContain("out of memory");
    }

    private JobFolder job(String program) {
        return JobFolder.in(base).program("train.py").source("train.py", program);
    }

    private Train.Result train(JobFolder job) {
        String enter = "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"";
        return Train.built().under("/bin/sh", "-c", enter, "sh").on(job).run();
    }
}
