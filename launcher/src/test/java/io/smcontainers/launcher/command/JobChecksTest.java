package io.smcontainers.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.TestJob;
import io.smcontainers.launcher.hardware.HardwareFindings;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan that the doctor shows is the one of a job, on the hardware that the doctor has found. */
class JobChecksTest {
    private static final Finding.Found EFA =
            new Finding.Found(List.of(), List.of(new HardwareFact("devices", "efa_0,efa_1")));

    @TempDir
    private Path base;

    private TestJob job;

    @BeforeEach
    void aJobOfMpi() throws IOException {
        Path bin = Files.createDirectory(base.resolve("bin"));
        for (String name : List.of("mpirun", "orted", "sshd", "ssh", "ssh-keygen")) {
            Files.setPosixFilePermissions(
                    Files.createFile(bin.resolve(name)), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        job = TestJob.script(base, "")
                .variable("PATH", bin.toString())
                .hosts("algo-1", "algo-2")
                .hyperparameter("sagemaker_mpi_enabled", "true");
    }

    @Test
    void theLeaderOfAJobOfMpiRunsMpirun() {
        assertThat(plan(Map.of()))
                .startsWith("of the runner 'command'\n")
                .contains("\nhost     leads [algo-1, algo-2]\n", "no EFA")
                .containsPattern("\nrun      " + base + "/bin/mpirun --host algo-1,algo-2 -np 2 .*/bin/sh .*/rank\n")
                .endsWith("\nrank     " + base + "/code/train.sh");
    }

    @Test
    void thePlanKnowsOfTheAdaptersThatWereFound() {
        assertThat(plan(Map.of("efa", EFA))).containsPattern("network: .*, EFA, .*FI_PROVIDER=efa\n");
    }

    @Test
    void aHostThatFollowsSaysWhom() {
        job.hosts("algo-2", "algo-1");
        assertThat(plan(Map.of())).contains("\nhost     leads [algo-2, algo-1]\n");

        job.write(
                "input/config/resourceconfig.json", "{\"current_host\":\"algo-2\",\"hosts\":[\"algo-1\",\"algo-2\"]}");
        assertThat(plan(Map.of())).contains("\nhost     follows algo-1, which starts processes here\n");
    }

    @Test
    void whatTheImageLacksForTheJobFails() throws IOException {
        Files.delete(base.resolve("bin/ssh"));

        assertThat(check("plan", Map.of()).status()).isEqualTo(Check.Status.FAIL);
    }

    private String plan(Map<String, Finding> findings) {
        return check("plan", findings).finding();
    }

    private Check check(String subject, Map<String, Finding> findings) {
        PluginRegistry plugins = PluginRegistry.load(base.resolve("plugins"));
        return JobChecks.of(job.surroundings(), plugins, new HardwareFindings(base, findings)).stream()
                .filter(check -> check.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
