package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.smcontainers.testing.JobStatus;
import io.smcontainers.testing.SageMakerTrainingJob;
import io.smcontainers.testing.TrainingJobResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that find each other, and jobs that reach nobody. */
@Tag(ToolkitImages.TAG)
class NetworkContainerIT {
    @TempDir
    private Path folder;

    @Test
    void twoHostsFindEachOtherThoughOneStartsFiveSecondsLater() {
        TrainingJobResult result = SageMakerTrainingJob.of(ToolkitImages.on("python"))
                .instances(2, "ml.c5.xlarge")
                .program("train.py")
                .code("train.py", """
                        import os, socket, time
                        place = os.environ["SM_MASTER_ADDR"], int(os.environ["SM_MASTER_PORT"])
                        if os.environ["SM_CURRENT_HOST_RANK"] == "0":
                            socket.create_server(place).accept()
                        else:
                            while socket.socket().connect_ex(place) != 0:
                                time.sleep(0.1)
                        print("met", *place)
                        """)
                .startDelay("algo-2", Duration.ofSeconds(5))
                .run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.host("algo-1").log().stdout()).isEqualTo("met algo-1 7777\n");
        assertThat(result.host("algo-2").log().stdout()).isEqualTo("met algo-1 7777\n");
        assertThat(result.host("algo-1").log().stderr()).contains("waiting for algo-2");
        assertThat(result.host("algo-1").duration()).isGreaterThan(Duration.ofSeconds(5));
    }

    @Test
    void aJobWithoutANetworkRunsAndReachesNobody() throws IOException {
        InetSocketAddress server = nameServer();
        String connect = "timeout 3 bash -c '</dev/tcp/" + server.getHostString() + "/53' 2>/dev/null";
        SageMakerTrainingJob job = SageMakerTrainingJob.of(ToolkitImages.on("base"))
                .program("train.sh")
                .code("train.sh", "#!/bin/sh\nif " + connect + "; then echo reached; else echo alone; fi\n");
        TrainingJobResult open = job.run();
        assumeTrue(open.log().stdout().equals("reached\n"), "needs a name server that containers reach: " + server);

        TrainingJobResult isolated = job.networkIsolation().run();

        assertThat(isolated.status()).as(isolated::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(isolated.log().stdout()).isEqualTo("alone\n");
    }

    /** The only address of which anything is known on every machine. */
    private static InetSocketAddress nameServer() throws IOException {
        return Files.readAllLines(Path.of("/etc/resolv.conf")).stream()
                .filter(line -> line.startsWith("nameserver ") && !line.contains(":"))
                .map(line -> InetSocketAddress.createUnresolved(
                        line.substring("nameserver ".length()).strip(), 53))
                .findFirst()
                .orElseGet(() -> abort("needs a name server, to know an address outside"));
    }

    @Test
    void codeComesFromS3() throws IOException {
        Files.createDirectories(folder.resolve("s3"));
        try (S3Proxy s3 = S3Proxy.startForContainers(folder.resolve("s3"))) {
            Files.writeString(s3.object("code", "job/train.sh"), "#!/bin/sh\necho ran\n");
            SageMakerTrainingJob job = SageMakerTrainingJob.of(ToolkitImages.on("base"))
                    .container(options -> options.extraHost("host.docker.internal:host-gateway"))
                    .program("train.sh")
                    .hyperparameter("sagemaker_submit_directory", "s3://code/job");
            s3.variables().forEach(job::environment);

            TrainingJobResult result =
                    job.environment("S3_ENDPOINT_URL", s3.urlForContainers()).run();

            assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
            assertThat(result.log().stdout()).isEqualTo("ran\n");
            assertThat(result.log().merged()).contains("from s3://code/job").doesNotContain(S3Proxy.SECRET);
        }
    }

    @Test
    void requirementsComeFromTheWheelhouseWithoutANetwork() throws IOException {
        Wheel.write(folder.resolve("wheels"), "tinyone");
        TrainingJobResult result = SageMakerTrainingJob.of(ToolkitImages.on("python"))
                .networkIsolation()
                .program("train.py")
                .code("train.py", "import tinyone\nprint('imported', tinyone.VERSION)\n")
                .code("requirements.txt", "tinyone==1.0\n")
                .code(folder)
                .run();

        assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
        assertThat(result.log().stdout()).contains("imported 1.0\n");
    }

    /** Files without types, groups and networks; a terminal; one folder of models for all; host names of its own. */
    @Test
    void localModeOfTheSageMakerPythonSdkWorks() {
        TrainingJobResult result = SageMakerTrainingJob.of(ToolkitImages.on("base"))
                .localMode()
                .instances(2, "local")
                .program("train.sh")
                .code(
                        "train.sh",
                        "#!/bin/sh\necho out; echo err >&2; echo $SM_HOSTS >$SM_MODEL_DIR/$SM_CURRENT_HOST\n"
                                // The first host to end would end the other.
                                + "until [ \"$(ls $SM_MODEL_DIR | wc -l)\" = 2 ]; do sleep 0.1; done; [ $SM_CURRENT_HOST_RANK = 0 ] || exec sleep 1000\n")
                .hyperparameter("epochs", 2)
                .run();

        assertThat(result.exitCode()).as(result::toString).isZero();
        assertThat(result.hosts().get(1).exitCode()).isEqualTo(143);
        assertThat(result.log().stderr()).isEmpty();
        assertThat(result.log().merged()).contains("out\n", "err\n", "the job succeeded");
        assertThat(result.first().host()).matches("algo-1-[0-9a-f]{5}");
        assertThat(result.hosts().get(1).model().names())
                .contains(result.hosts().get(1).host());
    }
}
