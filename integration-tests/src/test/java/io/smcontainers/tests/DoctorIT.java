package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.json.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The doctor of the tarball, as a person and as a program asks it. */
@Timeout(60)
class DoctorIT {
    @TempDir
    private Path base;

    private JobFolder job;

    @BeforeEach
    void makeJob() {
        job = JobFolder.in(base).program("train.sh").write("code/train.sh", "#!/bin/sh\n");
    }

    @Test
    void aPageForPeople() {
        Train.Result result = Train.built().on(job).run("doctor");

        assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
        assertThat(result.stdout())
                .containsPattern("(?m)^OK    probes      cpu, efa, memory, network, neuron, storage \\(")
                .containsPattern("(?m)^OK    cpu         cpus \\d+")
                .containsPattern("(?m)^OK    memory      .*GiB")
                .containsPattern("(?m)^OK    storage     ")
                .contains("A job could run here.");
    }

    @Test
    void anObjectForPrograms() throws Exception {
        JsonNode json =
                JsonText.parse(Train.built().on(job).run("doctor", "--json").stdout());

        assertThat(json.path("canRun").booleanValue()).isTrue();
        JsonNode hardware = json.path("hardware");
        assertThat(hardware.path("cpus").intValue()).isPositive();
        assertThat(hardware.path("accelerators").isArray()).isTrue();
        JsonNode probes = hardware.path("probes");
        for (String probe : new String[] {"cpu", "efa", "memory", "network", "neuron", "storage"}) {
            assertThat(probes.path(probe).path("found").isBoolean()).as(probe).isTrue();
        }
        assertThat(probes.path("cpu").path("facts").path("cpus").textValue())
                .isEqualTo(hardware.path("cpus").asText());
        assertThat(Long.parseLong(
                        probes.path("memory").path("facts").path("memory-bytes").textValue()))
                .isPositive();
    }

    @Test
    void aGpuInstanceWithoutAGpuIsAWarningInDoctorAndJob() {
        job.write(
                "input/config/resourceconfig.json",
                "{\"current_host\":\"algo-1\",\"hosts\":[\"algo-1\"],\"current_instance_type\":\"ml.g5.xlarge\"}");
        boolean hasGpu = Files.exists(Path.of("/dev/nvidiactl"));
        assumeFalse(hasGpu, "needs a machine without a GPU");

        Train.Result doctor = Train.built().on(job).run("doctor");
        Train.Result run = Train.built().on(job).run();

        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.stdout())
                .contains("WARN  hardware    the instance type is ml.g5.xlarge but no GPU was found");
        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(run.stderr())
                .contains("WARNING plan     the instance type is ml.g5.xlarge but no GPU was found")
                .contains("there is no /dev/nvidiactl")
                .contains("docker run --gpus all");
    }

    @Test
    void aJobThatCouldNotRunIsExitCode1() {
        job.write("input/config/resourceconfig.json", "{}");

        Train.Result result = Train.built().on(job).run("doctor");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout()).contains("FAIL  job ", "A job could NOT run here");
    }
}
