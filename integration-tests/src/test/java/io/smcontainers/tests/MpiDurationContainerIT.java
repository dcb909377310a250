package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.HostResult;
import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.LogLine;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingJobResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** How long a job of MPI takes beyond the work of its ranks; under the Python toolkit it is more than 30 s. */
@Isolated("it measures")
@Tag(ToolkitImages.TAG)
class MpiDurationContainerIT {
    private static final Duration MAX_AFTER_THE_LAST_RANK = Duration.ofSeconds(3);
    private static final Duration MAX_WHOLE = Duration.ofSeconds(6);
    private static final Duration MAX_ALONE = Duration.ofSeconds(2);
    private static final String ONE_SECOND = "sleep 1\necho done\n";

    @Test
    void ranksOfOneSecondMakeAJobOfSixAtMostWhoseHostsEndSoonAfterThem() {
        Duration slowness = slowness();
        TrainingJobResult result = MpiJob.ofShell(2, 2, ONE_SECOND).run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        Instant last = result.log().lines().stream()
                .filter(line -> line.text().endsWith("done"))
                .map(LogLine::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        for (HostResult host : result.hosts()) {
            System.out.println(host.host() + " ended " + MpiJob.from(last, host).toMillis()
                    + " ms after the last rank and ran "
                    + host.duration().toMillis() + " ms; slowness of the machine " + slowness.toMillis() + " ms");
            assertThat(MpiJob.from(last, host)).as(result::toString).isLessThan(MAX_AFTER_THE_LAST_RANK);
            assertThat(host.duration().minus(slowness)).as(result::toString).isLessThan(MAX_WHOLE);
        }
    }

    /**
     * Returns by how much this machine is slower than it should be: what the same program needs on one host and without MPI, beyond
     * its one second and one more.
     */
    private static Duration slowness() {
        TrainingJobResult result = SageMakerTrainingJob.of(ToolkitImages.on("mpi"))
                .program("train.sh")
                .code("train.sh", "#!/bin/sh\n" + ONE_SECOND)
                .run();
        Duration more = result.hosts().get(0).duration().minus(MAX_ALONE);
        return more.isNegative() ? Duration.ZERO : more;
    }
}
