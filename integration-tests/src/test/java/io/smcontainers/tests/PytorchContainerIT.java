package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingJobResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs of a real torchrun that come to a good end. */
@Tag(ToolkitImages.TAG)
@Tag(PytorchJob.TAG)
class PytorchContainerIT {
    /** Each rank adds its number, counted from 1, over gloo. */
    private static final String ALL_REDUCE = """
            import os, sys
            import torch
            import torch.distributed as dist
            dist.init_process_group("gloo")
            total = torch.tensor([dist.get_rank() + 1.0])
            dist.all_reduce(total)
            text = "rank %d of %d on %s: %g, %s" % (dist.get_rank(), dist.get_world_size(),
                os.environ["SM_CURRENT_HOST"], total.item(), sys.argv[1:])
            os.write(1, (text + "\\n").encode())
            dist.destroy_process_group()
            """;

    @Test
    void ranksReduceOverTwoHostsAndEachKnowsItsOwn() {
        TrainingJobResult result = run(PytorchJob.on(2, 2).hyperparameter("lr", 0.1));

        for (int rank = 0; rank < 4; rank++) {
            String host = rank < 2 ? "algo-1" : "algo-2";
            assertThat(result.host(host).log().stdout())
                    .contains("rank %d of 4 on %s: 10, ['--lr', '0.1']\n".formatted(rank, host));
        }
        result.hosts().forEach(host -> assertThat(host.output().names()).contains("success"));
        assertThat(result.log().stderr()).contains("network: interface eth0");
    }

    @Test
    void twoProcessesOnOneHost() {
        TrainingJobResult result = run(PytorchJob.on(1, 2));

        assertThat(result.log().stdout())
                .contains("rank 0 of 2 on algo-1: 3, []\n")
                .contains("rank 1 of 2 on algo-1: 3, []\n");
    }

    private static TrainingJobResult run(SageMakerTrainingJob job) {
        TrainingJobResult result =
                job.program("train.py").code("train.py", ALL_REDUCE).run();
        System.out.println(result);
        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        return result;
    }
}
