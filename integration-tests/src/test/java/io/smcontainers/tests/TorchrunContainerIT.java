package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.testing.HostResult;
import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingJobResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of torchrun on two hosts, under a torchrun that writes its arguments and does what a variable says. */
@Tag(ToolkitImages.TAG)
class TorchrunContainerIT {
    private static final String TORCHRUN = """
            #!/bin/sh
            echo "torchrun $*"
            eval "$ON_EACH"
            """;

    private static final String ERROR =
            "{\"message\":{\"message\":\"ValueError: bad batch\",\"extraInfo\":{\"py_callstack\":"
                    + "\"Traceback (most recent call last):\\n  File \\\"train.py\\\", line 7, in main\\n    step()\\n"
                    + "ValueError: bad batch\\n\",\"timestamp\":\"1\"}}}";

    @TempDir
    private Path folder;

    @Test
    void everyHostStartsItsOwnPart() throws Exception {
        TrainingJobResult result = job("true").hyperparameter("lr", 0.1).run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        String argv = "torchrun --nnodes 2 --nproc_per_node 1 --master_addr algo-1 --master_port 7777 --node_rank %d"
                + " train.py --lr 0.1\n";
        assertThat(result.host("algo-1").log().stdout()).isEqualTo(argv.formatted(0));
        assertThat(result.host("algo-2").log().stdout()).isEqualTo(argv.formatted(1));
    }

    @Test
    void theFailureOfOneHostEndsTheOthersWithItsCause() throws Exception {
        String lines = "if [ $SM_CURRENT_HOST = algo-2 ]; then printf '%s' '" + ERROR
                + "' > $TORCHELASTIC_ERROR_FILE; exit 1; fi; exec sleep 300";
        TrainingJobResult result = job(lines).run();

        for (HostResult host : result.hosts()) {
            assertThat(host.exitCode()).as(result::toString).isEqualTo(1);
            assertThat(host.duration()).isLessThan(Duration.ofSeconds(20));
            assertThat(host.failure()).contains("on host algo-2: ValueError: bad batch");
        }
    }

    private SageMakerTrainingJob job(String onEach) throws Exception {
        Path torchrun = folder.resolve("torchrun");
        Files.write(torchrun, TORCHRUN.getBytes(StandardCharsets.UTF_8));
        torchrun.toFile().setExecutable(true);
        String image = ToolkitImages.startingFrom("mpi")
                .copy(torchrun, "/usr/local/bin/torchrun")
                .instruction("RUN ln -s /usr/bin/python3 /usr/local/bin/python3")
                .build();
        return SageMakerTrainingJob.of(image)
                .instances(2, "ml.c5.xlarge")
                .hyperparameter("sagemaker_torch_distributed_enabled", true)
                .environment("ON_EACH", onEach)
                .program("train.py")
                .code("train.py", "print('never')\n");
    }
}
