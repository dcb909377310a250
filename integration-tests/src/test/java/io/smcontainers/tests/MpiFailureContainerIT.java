package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.HostResult;
import io.smcontainers.testing.RunningTrainingJob;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingJobResult;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever happens to one host of a job of MPI, all end within 15 seconds, none with 0, and each says what it was. */
@Tag(ToolkitImages.TAG)
class MpiFailureContainerIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String LAST_IS_UP = "[1,mpirank:3,algo-2]<stdout>:up";

    @Test
    void aLeaderThatIsKilledIsNamedByTheOthers() {
        TrainingJobResult result = whenUp(waiting(), job -> job.signal("algo-1", "KILL"));

        assertThat(result.host("algo-1").exitCode()).isEqualTo(137);
        assertThat(result.host("algo-2").exitCode()).isEqualTo(69);
        assertThat(result.host("algo-2").failure())
                .startsWith("ExecuteUserScriptError: host algo-1, which led the job, was lost: ");
    }

    @Test
    void aFollowerThatIsKilledIsNamedByTheLeader() {
        TrainingJobResult result = whenUp(waiting(), job -> job.signal("algo-2", "KILL"));

        assertThat(result.host("algo-1").exitCode()).isEqualTo(69);
        assertThat(result.host("algo-1").failure()).startsWith("ExecuteUserScriptError: host algo-2 was lost: ");
        assertThat(result.host("algo-2").exitCode()).isEqualTo(137);
    }

    @Test
    void aCutLinkIsNoticedAtBothEnds() {
        TrainingJobResult result = whenUp(waiting(), job -> job.disconnect("algo-2"));

        assertThat(result.host("algo-1").exitCode()).isEqualTo(69);
        assertThat(result.host("algo-1").failure())
                .startsWith("ExecuteUserScriptError: host algo-2 was lost: nothing was heard of it for 8.0 s");
        assertThat(result.host("algo-2").exitCode()).isEqualTo(69);
        assertThat(result.host("algo-2").failure()).contains("host algo-1, which led the job, was lost");
    }

    @Test
    void aRankThatEndsWithAnExitCodeEndsAllWithIt() {
        String lines = "[ $OMPI_COMM_WORLD_RANK = 2 ] && echo leaving && exit 9\n" + MpiJob.WAITING;
        TrainingJobResult result = MpiJob.ofShell(2, 2, lines).run();

        assertThat(result.hosts()).extracting(HostResult::exitCode).containsOnly(9);
        for (HostResult host : result.hosts()) {
            assertThat(MpiJob.from(saying(result, "leaving"), host)).isLessThan(LIMIT);
            assertThat(host.failure())
                    .startsWith("ExecuteUserScriptError:\nExitCode 9\nErrorMessage \"MPI rank 2 on algo-2 ended with"
                            + " exit code 9\n");
        }
        assertThat(result.log().stderr().lines().filter(line -> line.contains("<stderr>:train: MPI rank ")))
                .startsWith("[1,mpirank:2,algo-2]<stderr>:train: MPI rank 2 on algo-2 ended with exit code 9")
                .allMatch(line -> line.contains("]<stderr>:train: MPI rank 2 on algo-2 "));
    }

    @Test
    void aRankOfTheLeaderThatIsKilledIsNamed() {
        String lines = "[ $OMPI_COMM_WORLD_RANK = 1 ] && kill -s KILL $$\n" + MpiJob.WAITING;
        TrainingJobResult result = MpiJob.ofShell(2, 2, lines)
                .hyperparameter("sagemaker_mpi_tag_output", false)
                .run();

        assertThat(result.hosts()).extracting(HostResult::exitCode).containsOnly(137);
        for (HostResult host : result.hosts()) {
            assertThat(host.failure())
                    .startsWith("ExecuteUserScriptError:\nExitCode 137\nErrorMessage \"killed by SIGKILL")
                    .contains("; MPI rank 1 on algo-1 ended with exit code 137 (SIGKILL)\n");
        }
    }

    @Test
    void anExceptionOfOneRankIsTheFailureOfAll() {
        TrainingJobResult result =
                MpiJob.on(2, 2).program("train.py").code("train.py", """
                        from mpi4py import MPI
                        if MPI.COMM_WORLD.Get_rank() == 3:
                            raise ValueError("no such column: price")
                        MPI.COMM_WORLD.Barrier()
                        """).run();

        for (HostResult host : result.hosts()) {
            assertThat(host.exitCode()).as(result::toString).isEqualTo(1);
            assertThat(MpiJob.from(saying(result, "no such column: price"), host))
                    .isLessThan(LIMIT);
            assertThat(host.failure())
                    .startsWith("ExecuteUserScriptError:\nExitCode 1\nErrorMessage \"ValueError: no such column: price"
                            + " (rank 3 on algo-2)\nat train.py, line 3, in <module>");
        }
        assertThat(result.host("algo-2").failure()).contains("told by host algo-1, which led the job");
    }

    @Test
    void aStopGivesEveryRankItsTime() {
        String lines = "trap 'echo saving; exit 0' TERM\necho up\nwhile :; do sleep 0.1; done\n";
        TrainingJobResult result = whenUp(MpiJob.ofShell(2, 2, lines), job -> job.signal("algo-2", "TERM"));

        assertThat(result.hosts()).extracting(HostResult::exitCode).containsOnly(0);
        assertThat(result.log().stdout().lines().filter(line -> line.endsWith(":saving")))
                .hasSize(4);
        assertThat(result.log().stderr()).contains("host algo-2 was asked to stop by SIGTERM, so this one stops too");
    }

    private static Instant saying(TrainingJobResult result, String text) {
        return result.host("algo-1").log().first(text).orElseThrow().at();
    }

    private static SageMakerTrainingJob waiting() {
        return MpiJob.ofShell(2, 2, MpiJob.WAITING);
    }

    /** Does something when all ranks are up, and returns how all hosts ended, within the limit. */
    private static TrainingJobResult whenUp(SageMakerTrainingJob job, Consumer<RunningTrainingJob> what) {
        try (RunningTrainingJob running = job.start()) {
            running.awaitLine("algo-1", LAST_IS_UP);
            Instant moment = Instant.now();
            what.accept(running);
            TrainingJobResult result = running.await();
            for (HostResult host : result.hosts()) {
                System.out.println(host.host() + " ended with " + host.exitCode() + " after "
                        + MpiJob.from(moment, host).toMillis() + " ms");
                assertThat(MpiJob.from(moment, host)).as(result::toString).isLessThan(LIMIT);
            }
            return result;
        }
    }
}
