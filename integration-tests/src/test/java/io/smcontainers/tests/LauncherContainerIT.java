package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.HostResult;
import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.RunningTrainingJob;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingJobResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Launchers of the job's own that start on the leader and reach all hosts by ssh, in containers. */
@Tag(ToolkitImages.TAG)
class LauncherContainerIT {
    /** As deepspeed calls it, but for the command, which it makes itself. */
    private static final List<String> PDSH =
            List.of("pdsh", "-S", "-R", "ssh", "-f", "1024", "-w", "{hosts}", "{program}", "{arguments}");

    private static final String SSH = """
            for host in $(echo "$1" | tr , ' '); do
                ssh -F "$0" "$host" "$2" &
            done
            wait
            """;

    private static final String WHERE = "#!/bin/sh\necho \"on $SM_CURRENT_HOST, lr $SM_HP_LR, $SM_HPS in $PWD\"\n";

    @Test
    void sshReachesEveryHostAndEachHasItsOwnVariables() {
        TrainingJobResult result = job(List.of("sh", "-c", SSH, "{ssh_config}", "{hosts}", "{program}"), WHERE)
                .hyperparameter("text", "it's $HOME \"quoted\"")
                .run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        String values = ", lr 0.1, {\"lr\":0.1,\"text\":\"it's $HOME \\\"quoted\\\"\"} in /opt/ml/code\n";
        assertThat(result.host("algo-1").log().stdout()).contains("on algo-1" + values, "on algo-2" + values);
        assertThat(result.host("algo-2").log().stdout()).isEmpty();
    }

    @Test
    void pdshReachesEveryHostTheLeaderAmongThem() {
        TrainingJobResult result =
                job(PDSH, "#!/bin/sh\necho \"on $SM_CURRENT_HOST: $*\"\n").run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.host("algo-1").log().stdout())
                .contains("algo-1: on algo-1: --lr 0.1\n", "algo-2: on algo-2: --lr 0.1\n");
    }

    @Test
    void theExitCodeOfOneHostIsThatOfAll() {
        TrainingJobResult result = job(PDSH, "#!/bin/sh\n[ $SM_CURRENT_HOST = algo-1 ] || exit 9\n")
                .run();

        assertThat(result.hosts())
                .as(result::toString)
                .extracting(HostResult::exitCode)
                .containsOnly(9);
    }

    @Test
    void aStopGivesWhatPdshStartedItsTimeOnEveryHost() {
        SageMakerTrainingJob waiting = job(PDSH, """
                #!/bin/sh
                trap 'sleep 1; echo saved; exit 0' TERM
                echo up
                while :; do sleep 0.1; done
                """);
        try (RunningTrainingJob job = waiting.start()) {
            job.awaitLine("algo-1", "algo-1: up").awaitLine("algo-1", "algo-2: up");
            job.signal("algo-1", "TERM");
            TrainingJobResult result = job.await();

            assertThat(result.hosts())
                    .as(result::toString)
                    .extracting(HostResult::exitCode)
                    .containsOnly(0);
            assertThat(result.host("algo-1").log().stdout()).contains("algo-1: saved\n", "algo-2: saved\n");
        }
    }

    @Test
    void aHostThatIsLostEndsTheOther() {
        try (RunningTrainingJob job = job(PDSH, "#!/bin/sh\n" + MpiJob.WAITING).start()) {
            job.awaitLine("algo-1", "algo-1: up").awaitLine("algo-1", "algo-2: up");
            Instant moment = Instant.now();
            job.signal("algo-2", "KILL");
            HostResult leader = job.await().host("algo-1");

            assertThat(leader.exitCode()).as(leader::toString).isEqualTo(69);
            assertThat(leader.failure()).startsWith("ExecuteUserScriptError: host algo-2 was lost: ");
            assertThat(MpiJob.from(moment, leader)).isLessThan(Duration.ofSeconds(15));
        }
    }

    private static SageMakerTrainingJob job(List<String> launcher, String program) {
        return SageMakerTrainingJob.of(ToolkitImages.on("mpi"))
                .instances(2, "ml.c5.xlarge")
                .hyperparameter("sagemaker_launcher", launcher)
                .hyperparameter("lr", 0.1)
                .program("train.sh")
                .code("train.sh", program);
    }
}
