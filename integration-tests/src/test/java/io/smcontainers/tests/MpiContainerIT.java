package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingJobResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of MPI that come to a good end, in containers. */
@Tag(ToolkitImages.TAG)
class MpiContainerIT {
    private static final String ALL_REDUCE = """
            import os, time
            from mpi4py import MPI
            world = MPI.COMM_WORLD
            total = world.allreduce(world.Get_rank())
            text = "rank %d of %d on %s: %d, lr %s, %s" % (world.Get_rank(), world.Get_size(),
                os.environ["SM_CURRENT_HOST"], total, os.environ["SM_HP_LR"], os.environ["SM_HP_BATCH-SIZE"])
            os.write(1, (text + "\\n").encode())
            time.sleep(1)
            os.write(1, b"done\\n")
            """;

    @TempDir
    private Path folder;

    @Test
    void ranksReduceOverAllHostsAndEachKnowsItsOwn() {
        TrainingJobResult result = MpiJob.on(2, 2)
                .program("train.py")
                .code("train.py", ALL_REDUCE)
                .hyperparameter("lr", 0.1)
                .hyperparameter("batch-size", 4)
                .run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        String output = result.host("algo-1").log().stdout();
        for (int rank = 0; rank < 4; rank++) {
            String host = rank < 2 ? "algo-1" : "algo-2";
            assertThat(output)
                    .contains("[1,mpirank:%1$d,%2$s]<stdout>:rank %1$d of 4 on %2$s: 6, lr 0.1, 4\n"
                            .formatted(rank, host));
        }
        assertThat(result.host("algo-2").log().stdout()).isEmpty();
        result.hosts().forEach(host -> assertThat(host.output().names()).contains("success"));
        assertThat(result.log().stderr()).contains("network: interface eth0").contains("-m mpi4py train.py");
    }

    @Test
    void aJvmProgramCanBeARank() {
        new JavaCode(folder)
                .main(
                        "Train",
                        "System.out.println(\"rank \" + System.getenv(\"OMPI_COMM_WORLD_RANK\") + \" on \" +"
                                + " System.getenv(\"SM_CURRENT_HOST\"));")
                .compile();
        TrainingJobResult result = MpiJob.on(2, 1).program("Train").code(folder).run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.log().stdout())
                .contains("[1,mpirank:0,algo-1]<stdout>:rank 0 on algo-1\n")
                .contains("[1,mpirank:1,algo-2]<stdout>:rank 1 on algo-2\n");
    }

    @Test
    void anotherUserThanRootNeedsNothingElse() {
        String image = ToolkitImages.startingFrom("mpi")
                .instruction("RUN useradd --uid 1234 --create-home trainer")
                .instruction("USER trainer")
                .build();
        TrainingJobResult result = SageMakerTrainingJob.of(image)
                .instances(2, "ml.c5.xlarge")
                .hyperparameter("sagemaker_mpi_enabled", true)
                .program("train.sh")
                .code("train.sh", "#!/bin/sh\necho \"$(id -un) on $SM_CURRENT_HOST\"\n")
                .run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.log().stdout()).contains("trainer on algo-1\n").contains("trainer on algo-2\n");
    }

    @Test
    void hostsOutsideTheDistributionRunTheProgramAloneAndTheSecondGroupHasItsOwnLeader() {
        TrainingJobResult result = SageMakerTrainingJob.of(ToolkitImages.on("mpi"))
                .instanceGroup("data", "ml.c5.xlarge", 1)
                .instanceGroup("train", "ml.g5.xlarge", 2)
                .hyperparameter("sagemaker_mpi_enabled", true)
                .hyperparameter("sagemaker_distribution_instance_groups", List.of("train"))
                .program("train.sh")
                .code("train.sh", "#!/bin/sh\necho \"size ${OMPI_COMM_WORLD_SIZE:-none} on $SM_CURRENT_HOST\"\n")
                .run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.host("algo-1").log().stdout()).isEqualTo("size none on algo-1\n");
        assertThat(result.host("algo-2").log().stdout())
                .contains("]<stdout>:size 2 on algo-2\n")
                .contains("]<stdout>:size 2 on algo-3\n");
        assertThat(result.host("algo-3").log().stdout()).isEmpty();
    }

    @Test
    void threeHostsMeetThoughTheirLeaderStartsLast() {
        TrainingJobResult result = MpiJob.ofShell(3, 1, "echo \"on $SM_CURRENT_HOST\"\n")
                .startDelay("algo-1", Duration.ofSeconds(4))
                .run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.log().stdout()).contains("on algo-1\n", "on algo-2\n", "on algo-3\n");
    }
}
