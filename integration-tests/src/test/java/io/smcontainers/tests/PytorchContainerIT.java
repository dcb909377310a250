package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.RunningTrainingJob;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingJobResult;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs of a real torchrun that come to a good end. */
@Tag(ToolkitImages.TAG)
@Tag(PytorchJob.TAG)
class PytorchContainerIT {
    private static final List<String> TEMPLATE = List.of(
            "{interpreter}",
            "-m",
            "torch.distributed.run",
            "--redirects=9:1",
            "--tee=9:1",
            "--nnodes={nnodes}",
            "--nproc_per_node={nproc}",
            "--node_rank={rank}",
            "--master_addr={master}",
            "--master_port={master_port}",
            "{program}",
            "{arguments}");

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

    @Test
    void aModuleOfAPackageIsStartedByItsName() {
        TrainingJobResult result = completed(PytorchJob.on(2, 1)
                .environment("VIRTUAL_ENV", "/opt/venv")
                .program("reduce")
                .code("setup.py", "from setuptools import setup\nsetup(name='reduce', py_modules=['reduce'])\n")
                .code("reduce.py", ALL_REDUCE));

        assertThat(result.log().stderr()).contains("/opt/venv/bin/python -m torch.distributed.run ", " -m reduce");
        assertThat(result.host("algo-2").log().stdout()).contains("rank 1 of 2 on algo-2: 3, []\n");
    }

    @Test
    void anElasticJobStartsItsProcessesAgainWhenOneFails() {
        TrainingJobResult result = completed(PytorchJob.on(2, 1, "--nnodes=1:2", "--max_restarts=1")
                .program("train.py")
                .code("train.py", """
                        import os, sys
                        if os.environ["TORCHELASTIC_RESTART_COUNT"] == "0" and os.environ["SM_CURRENT_HOST"] == "algo-2":
                            sys.exit("not yet")
                        """ + ALL_REDUCE));

        assertThat(result.host("algo-2").log().stderr())
                .contains("not yet", "network: interface eth0", "--rdzv_endpoint algo-1:7777", "--nnodes=1:2");
        assertThat(result.host("algo-1").log().stdout()).contains(" of 2 on algo-1: 3, []\n");
        assertThat(result.host("algo-2").log().stdout()).contains(" of 2 on algo-2: 3, []\n");
    }

    @Test
    void anElasticJobGoesOnWithoutALostHost() {
        SageMakerTrainingJob job = PytorchJob.on(
                        2, 1, "--nnodes=1:2", "--max_restarts=3", "--rdzv_conf=last_call_timeout=2")
                .program("train.py")
                .code("train.py", """
                        import os, time
                        os.write(1, (os.environ["WORLD_SIZE"] + " are there\\n").encode())
                        if os.environ["WORLD_SIZE"] == "2":
                            import torch.distributed as dist
                            dist.init_process_group("gloo")
                            os.write(1, b"connected\\n")
                            time.sleep(300 if os.environ["SM_CURRENT_HOST"] == "algo-2" else 0)
                            dist.barrier()
                        """);
        try (RunningTrainingJob running = job.start()) {
            running.awaitLine("algo-1", "connected").signal("algo-2", "KILL");
            TrainingJobResult result = running.await();
            assertThat(result.host("algo-2").exitCode()).isEqualTo(137);
            assertThat(result.host("algo-1").exitCode()).as(result::toString).isZero();
            assertThat(result.host("algo-1").log().stdout()).contains("1 are there");
        }
    }

    @Test
    void aTemplateCanStartTheModuleItself() {
        TrainingJobResult result = run(SageMakerTrainingJob.of(ToolkitImages.on("pytorch"))
                .instances(2, "ml.c5.xlarge")
                .hyperparameter("sagemaker_mpi_num_of_processes_per_host", 2)
                .hyperparameter("sagemaker_launcher", TEMPLATE));

        assertThat(result.host("algo-1").log().stdout()).contains("rank 0 of 4 on algo-1: 10, []\n");
        assertThat(result.host("algo-2").log().stdout()).contains("rank 3 of 4 on algo-2: 10, []\n");
    }

    private static TrainingJobResult run(SageMakerTrainingJob job) {
        return completed(job.program("train.py").code("train.py", ALL_REDUCE));
    }

    private static TrainingJobResult completed(SageMakerTrainingJob job) {
        TrainingJobResult result = job.run();
        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        return result;
    }
}
