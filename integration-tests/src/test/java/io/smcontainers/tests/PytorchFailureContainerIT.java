package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.HostResult;
import io.smcontainers.testing.RunningTrainingJob;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingJobResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever happens to one host of a job of a real torchrun, all end within 15 seconds, none with 0, and each says what it was. */
@Tag(ToolkitImages.TAG)
@Tag(PytorchJob.TAG)
class PytorchFailureContainerIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String UP = "all are up";

    /** Says so when all ranks are there, and then does something in rank 3, on algo-2, while the others wait for it. */
    private static final String WHEN_ALL_ARE_UP = """
            import os, sys, time
            import torch
            import torch.distributed as dist
            from torch.distributed.elastic.multiprocessing.errors import record

            def step():
                %s

            %s
            def main():
                dist.init_process_group("gloo")
                dist.barrier()
                if dist.get_rank() == 3:
                    os.write(1, b"all are up\\n")
                    step()
                dist.barrier()

            main()
            """;

    @Test
    void anExceptionOfOneRankIsTheFailureOfAll() {
        assertThat(failuresOf(
                        job("raise ValueError('no such column: price')", "").run()))
                .allSatisfy(failure -> assertThat(failure)
                        .startsWith("ExecuteUserScriptError:\nExitCode 1\nErrorMessage \"on host algo-2: ValueError: no"
                                + " such column: price\nat train.py, line 7, in step"));
    }

    @Test
    void aRecordedExceptionOfOneRankIsTheFailureOfAll() {
        assertThat(failuresOf(job("raise ValueError('no such column: price')", "@record")
                        .run()))
                .allSatisfy(failure -> assertThat(failure)
                        .startsWith("ExecuteUserScriptError:\nExitCode 1\nErrorMessage \"on host algo-2: ValueError: no"
                                + " such column: price\nat train.py, line 7, in step"));
    }

    @Test
    void aRankThatEndsWithAnExitCodeIsNamedOnAllHosts() {
        assertThat(failuresOf(job("sys.exit(9)", "").run())).allSatisfy(failure -> assertThat(failure)
                .startsWith("ExecuteUserScriptError:\nExitCode 1\nErrorMessage \"on host algo-2: rank 3 on"
                        + " algo-2 exited with 9"));
    }

    @Test
    void aRankThatIsKilledIsNamedOnAllHosts() {
        assertThat(failuresOf(job("os.kill(os.getpid(), 9)", "").run())).allSatisfy(failure -> assertThat(failure)
                .startsWith("ExecuteUserScriptError:\nExitCode 1\nErrorMessage \"on host algo-2: rank 3 on"
                        + " algo-2 was killed by SIGKILL (signal 9)"));
    }

    @Test
    void aLeaderThatIsKilledIsNamedByTheOthers() {
        TrainingJobResult result = whenUp("algo-1");

        assertThat(result.host("algo-1").exitCode()).isEqualTo(137);
        assertThat(result.host("algo-2").exitCode()).isEqualTo(69);
        assertThat(result.host("algo-2").failure())
                .startsWith("ExecuteUserScriptError: host algo-1, which led the job, was lost: ");
    }

    @Test
    void aFollowerThatIsKilledIsNamedByTheLeader() {
        TrainingJobResult result = whenUp("algo-2");

        assertThat(result.host("algo-1").exitCode()).isEqualTo(69);
        assertThat(result.host("algo-1").failure()).startsWith("ExecuteUserScriptError: host algo-2 was lost: ");
        assertThat(result.host("algo-2").exitCode()).isEqualTo(137);
    }

    @Test
    void aStopOfOneHostGivesEveryRankItsTime() {
        SageMakerTrainingJob saving = PytorchJob.on(2, 2).program("train.py").code("train.py", """
                import os, signal, sys, time
                def save(number, frame):
                    time.sleep(1)
                    os.write(1, b"saved\\n")
                    sys.exit(0)
                signal.signal(signal.SIGTERM, save)
                os.write(1, ("rank %s is up\\n" % os.environ["RANK"]).encode())
                while True:
                    time.sleep(0.1)
                """);
        try (RunningTrainingJob job = saving.start()) {
            job.awaitLine("algo-1", "rank 0 is up").awaitLine("algo-1", "rank 1 is up");
            job.awaitLine("algo-2", "rank 2 is up").awaitLine("algo-2", "rank 3 is up");
            job.signal("algo-2", "TERM");
            TrainingJobResult result = job.await();

            for (HostResult host : result.hosts()) {
                assertThat(host.log().stdout().lines().filter("saved"::equals))
                        .as(result::toString)
                        .hasSize(2);
                assertThat(host.failure()).contains("stop requested by SIGTERM");
            }
        }
    }

    private static TrainingJobResult whenUp(String killed) {
        try (RunningTrainingJob job = job("time.sleep(300)", "").start()) {
            job.awaitLine("algo-2", UP).signal(killed, "KILL");
            TrainingJobResult result = job.await();
            failuresOf(result);
            return result;
        }
    }

    /** Returns the failure texts of all hosts, which have all ended in time and none with 0. */
    private static List<String> failuresOf(TrainingJobResult result) {
        Instant up = result.host("algo-2").log().first(UP).orElseThrow().at();
        for (HostResult host : result.hosts()) {
            System.out.println(host.host() + " ended with " + host.exitCode() + " after "
                    + MpiJob.from(up, host).toMillis() + " ms");
            assertThat(host.exitCode()).as(result::toString).isNotZero();
            assertThat(MpiJob.from(up, host)).as(result::toString).isLessThan(LIMIT);
        }
        return result.hosts().stream().map(HostResult::failure).toList();
    }

    private static SageMakerTrainingJob job(String step, String decorator) {
        return PytorchJob.on(2, 2).program("train.py").code("train.py", WHEN_ALL_ARE_UP.formatted(step, decorator));
    }
}
