package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.cluster.ClusterLaunchers;
import io.smcontainers.launcher.cluster.HostPlan;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.team.FollowerTeam;
import io.smcontainers.launcher.team.TeamSettings;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.LaunchPlan;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of MPI under an mpirun that starts all ranks here, with tags as Open MPI 4 writes them. */
@Timeout(120)
class FakeMpiIT {
    private static final String MPIRUN = """
            #!/bin/sh
            printf '%s\\n' "$@" > "$0.argv"
            while [ $# -gt 2 ]; do [ "$1" = -np ] && np=$2; shift; done
            status=0 rank=0
            while [ $rank -lt $np ]; do
              OMPI_COMM_WORLD_RANK=$rank "$1" "$2" > "$0.out" 2> "$0.err" || status=$?
              sed "s/^/[1,$rank]<stdout>:/" "$0.out"
              sed "s/^/[1,$rank]<stderr>:/" "$0.err" >&2
              rank=$((rank + 1))
            done
            exit $status
            """;

    private static final String KEYGEN = """
            #!/bin/sh
            while [ $# -gt 1 ]; do shift; done
            echo private > "$1"
            echo "ssh-ed25519 AAAA train" > "$1.pub"
            """;

    @TempDir
    private Path base;

    private TestJob job;

    @BeforeEach
    void anImageWithMpi() throws IOException {
        job = TestJob.script(
                        base,
                        "echo \"rank $OMPI_COMM_WORLD_RANK on $SM_CURRENT_HOST: $SM_HP_LR $*\"\n"
                                + "if [ \"$OMPI_COMM_WORLD_RANK\" = \"$FAILING\" ]; then echo 'disk is full' >&2; exit 9; fi\n")
                .variable("PATH", base.resolve("bin") + ":" + System.getenv("PATH"))
                .hyperparameter("sagemaker_mpi_enabled", "true");
        program("mpirun", MPIRUN);
        program("ssh-keygen", KEYGEN);
        for (String name : List.of("orted", "ssh", "sshd")) {
            program(name, "#!/bin/sh\nexit 1\n");
        }
    }

    @Test
    void eachRankIsTheProgramWithTheVariablesOfItsHost() throws IOException {
        job.hyperparameter("sagemaker_mpi_num_of_processes_per_host", "2").hyperparameter("lr", "a 'b'");

        assertThat(run()).isZero();

        assertThat(job.stdout().text())
                .isEqualTo("[1,mpirank:0,algo-1]<stdout>:rank 0 on algo-1: a 'b' --lr a 'b'\n"
                        + "[1,mpirank:1,algo-1]<stdout>:rank 1 on algo-1: a 'b' --lr a 'b'\n");
        assertThat(argv()).doesNotContain("train.sh", "a 'b'");
    }

    @Test
    void aRankThatFailsFailsTheJobWithItsWordsAndHost() throws IOException {
        job.hyperparameter("sagemaker_mpi_num_of_processes_per_host", "2").variable("FAILING", "1");

        assertThat(run()).isEqualTo(9);

        assertThat(job.layout().failureFile())
                .content()
                .startsWith(
                        "ExecuteUserScriptError:\nExitCode 9\nErrorMessage \"MPI rank 1 on algo-1 ended with exit code 9\n"
                                + "above that: disk is full\n[1,mpirank:1,algo-1]<stderr>:disk is full\n");
    }

    @Test
    void nothingIsLeftBehind() {
        HostPlan plan = ClusterLaunchers.plan(job.build(), LaunchPlan.running(Command.of("x")), false);
        assertThat(run()).isZero();
        assertThat(plan.files().folder()).doesNotExist();
    }

    @Test
    void twoHundredHostsAreReadyAtOnceAndLearnTheOutcome() throws Exception {
        int port = freePort();
        // Addresses of the loopback interface: names that resolve.
        String[] hosts =
                IntStream.rangeClosed(1, 200).mapToObj(i -> "127.0.0." + i).toArray(String[]::new);
        job.hosts(hosts)
                .variable("SAGEMAKER_CLUSTER_PORT", Integer.toString(port))
                .hyperparameter("sagemaker_mpi_num_processes", "3");
        HostPlan plan = ClusterLaunchers.plan(job.build(), LaunchPlan.running(Command.of("x")), false);
        CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(this::run);
        List<CompletableFuture<Outcome>> others = new ArrayList<>();
        for (String host : List.of(hosts).subList(1, 200)) {
            others.add(CompletableFuture.supplyAsync(() -> follow(host, plan, port), task -> new Thread(task).start()));
        }

        assertThat(exitCode.get(90, TimeUnit.SECONDS)).isZero();
        for (CompletableFuture<Outcome> other : others) {
            assertThat(other.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Succeeded.class);
        }
        List<String> argv = argv();
        assertThat(argv.get(argv.indexOf("--host") + 1)).isEqualTo(String.join(",", hosts));
        assertThat(argv).containsSequence("-np", "3");
        assertThat(job.stdout().text()).contains("[1,mpirank:2,127.0.0.3]<stdout>:rank 2 on 127.0.0.1");
        assertThat(job.log().text()).doesNotContain("waiting for").contains("has joined (200 of 200)");
    }

    private static Outcome follow(String host, HostPlan plan, int port) {
        TeamSettings settings = new TeamSettings(
                host, plan.team(), false, plan.files().token(), port, "lo", TeamSettings.Times.DEFAULT);
        try (FollowerTeam team = FollowerTeam.join(settings, new JobSignals(), new TestLog().log())) {
            team.awaitLeaderKey();
            team.sayReady("ssh-ed25519 AAAA");
            team.awaitEnd(Duration.ofMinutes(2));
            return team.conclude(new Outcome.Succeeded());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int run() {
        return new Launcher(job.surroundings()).run();
    }

    private List<String> argv() throws IOException {
        return Files.readAllLines(base.resolve("bin/mpirun.argv"));
    }

    private void program(String name, String text) throws IOException {
        Path file = base.resolve("bin").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
