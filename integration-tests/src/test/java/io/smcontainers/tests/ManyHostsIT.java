package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.JobLayout;
import io.smcontainers.core.JobReader;
import io.smcontainers.launcher.cluster.ClusterLaunchers;
import io.smcontainers.launcher.cluster.HostPlan;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.team.FollowerTeam;
import io.smcontainers.launcher.team.TeamSettings;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The leader of many hosts takes little more than that of two. Its {@code mpirun} tells of it and ends; the other hosts are
 * connections of this program, under addresses of the loopback interface, which are names that resolve.
 */
@Timeout(240)
class ManyHostsIT {
    private static final String MPIRUN = "#!/bin/sh\ngrep -E '^(VmHWM|Threads):' /proc/$PPID/status\n";
    private static final String KEYGEN = """
            #!/bin/sh
            while [ $# -gt 1 ]; do shift; done
            echo private > "$1"
            echo "ssh-ed25519 AAAA train" > "$1.pub"
            """;

    /** Measured: 3 MiB with 200 hosts and 5 with 1,000, where a thread for each took 28 and 140. */
    private static final int ROOM_KIBIBYTES = 10 * 1024;

    /** Threads that are just ending. */
    private static final int ROOM_THREADS = 4;

    @TempDir
    private Path base;

    /**
     * What a leader took when its {@code mpirun} ran.
     *
     * @param peakKibibytes of memory
     * @param threads that it had
     */
    private record Leader(int peakKibibytes, int threads) {}

    @Test
    void twoHundredHostsTakeHardlyMoreThanTwo() throws Exception {
        Leader ofTwo = leaderOf(2);
        Leader ofMany = leaderOf(200);
        assertThat(ofMany.peakKibibytes()).isBetween(20 * 1024, ofTwo.peakKibibytes() + ROOM_KIBIBYTES);
        assertThat(ofMany.threads()).isLessThanOrEqualTo(ofTwo.threads() + ROOM_THREADS);
    }

    private Leader leaderOf(int count) throws Exception {
        List<String> hosts =
                IntStream.rangeClosed(1, count).mapToObj(i -> "127.0.0." + i).toList();
        JobFolder job = JobFolder.in(Files.createDirectory(base.resolve("job-" + count)))
                .program("train.sh")
                .source("train.sh", "#!/bin/sh\n")
                .hyperparameter("sagemaker_mpi_enabled", "true")
                .write(
                        "input/config/resourceconfig.json",
                        "{\"current_host\":\"127.0.0.1\",\"hosts\":[\"" + String.join("\",\"", hosts) + "\"]}");
        int port = freePort();
        String path = programs() + ":" + System.getenv("PATH");
        HostPlan plan = plan(Map.of(JobLayout.BASE_DIR_VARIABLE, job.base().toString(), "PATH", path));
        RunningTrain train = Train.built()
                .with("PATH", path)
                .with("SAGEMAKER_CLUSTER_PORT", Integer.toString(port))
                .started(job);
        try (train) {
            List<CompletableFuture<Outcome>> others = new ArrayList<>();
            for (String host : hosts.subList(1, count)) {
                others.add(CompletableFuture.supplyAsync(
                        () -> follow(host, plan, port), task -> new Thread(task).start()));
            }
            assertThat(train.exitCode()).as(train::stderr).isZero();
            for (CompletableFuture<Outcome> other : others) {
                assertThat(other.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Succeeded.class);
            }
            assertThat(train.stderr())
                    .contains("has joined (" + count + " of " + count + ")")
                    .as("all names were found in one round")
                    .doesNotContain("no address yet");
            return new Leader(number("VmHWM", train.stdout()), number("Threads", train.stdout()));
        }
    }

    private static HostPlan plan(Map<String, String> variables) {
        return ClusterLaunchers.plan(
                new TrainingJob(JobReader.read(variables), variables), LaunchPlan.running(Command.of("x")), false);
    }

    private static Outcome follow(String host, HostPlan plan, int port) {
        TeamSettings settings = new TeamSettings(
                host, plan.team(), false, plan.files().token(), port, "lo", TeamSettings.Times.DEFAULT);
        JobLog log = new JobLog(OutputStream.nullOutputStream(), Clock.systemUTC(), new Redactor());
        try (FollowerTeam team = FollowerTeam.join(settings, new JobSignals(), log)) {
            team.awaitLeaderKey();
            team.sayReady("ssh-ed25519 AAAA");
            team.awaitEnd(Duration.ofMinutes(2));
            return team.conclude(new Outcome.Succeeded());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path programs() throws IOException {
        Path folder = Files.createDirectories(base.resolve("bin"));
        write(folder.resolve("mpirun"), MPIRUN);
        write(folder.resolve("ssh-keygen"), KEYGEN);
        for (String name : List.of("orted", "ssh", "sshd")) {
            write(folder.resolve(name), "#!/bin/sh\nexit 1\n");
        }
        return folder;
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static int number(String name, String status) {
        Matcher line = Pattern.compile(name + ":\\s+(\\d+)").matcher(status);
        assertThat(line.find()).as(status).isTrue();
        return Integer.parseInt(line.group(1));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
