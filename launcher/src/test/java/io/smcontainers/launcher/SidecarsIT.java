package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.launcher.process.BackgroundProcess;
import io.smcontainers.launcher.process.OutputTargets;
import io.smcontainers.launcher.process.ProcessRunner;
import io.smcontainers.launcher.process.table.ProcessEntry;
import io.smcontainers.launcher.process.table.ProcessTable;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.Readiness;
import io.smcontainers.spi.Sidecar;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SidecarsIT {
    private static final String SERVER = """
            import socket, sys
            server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
            while True: server.accept()
            """;

    @TempDir
    private Path base;

    private TestJob job;
    private ProcessRunner runner;
    private Sidecars sidecars;

    @BeforeEach
    void open() {
        job = new TestJob(base);
        runner = job.surroundings().startProcessRunner();
        sidecars = new Sidecars(this::start, job.surroundings().targets(), base, job.signals(), job.log().log());
    }

    @AfterEach
    void close() {
        sidecars.close();
        runner.close();
    }

    private BackgroundProcess start(Command command, OutputTargets targets) {
        return runner.startBeside(command.argv(), base, System.getenv(), targets, ProcessRunner.newMark());
    }

    @Test
    void aLineOfItsOutputSaysThatItIsReady() throws Exception {
        sidecars.start(shell(
                "read go < go; echo warming up; echo now listening; exec sleep 100",
                new Readiness.LogLine("now listening"),
                true));
        assertThat(job.stdout().text()).contains("warming up\nnow listening\n");
        assertThat(job.log().infos()).contains("server is ready");
    }

    @Test
    void aFileSaysThatItIsReady() throws Exception {
        sidecars.start(
                shell("read go < go; touch ready; exec sleep 100", new Readiness.FileExists(Path.of("ready")), true));
        assertThat(base.resolve("ready")).exists();
    }

    @Test
    void aPortSaysThatItIsReady() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        sidecars.start(new Sidecar(
                "server", Command.of("python3", "-c", SERVER, Integer.toString(port)), new Readiness.Port(port)));
        assertThatThrownBy(() -> new ServerSocket(port).close()).isInstanceOf(IOException.class);
        sidecars.close();
        new ServerSocket(port).close();
    }

    @Test
    void allThatItStartedIsEndedWithIt() throws Exception {
        sidecars.start(shell(
                "trap 'echo saved > ended; exit' TERM; sleep 100 & echo $! > child; touch ready; wait",
                new Readiness.FileExists(Path.of("ready")),
                false));
        long child = Long.parseLong(Files.readString(base.resolve("child")).strip());
        sidecars.close();
        assertThat(base.resolve("ended")).exists();
        assertThat(ProcessTable.system().find(child).filter(ProcessEntry::isAlive))
                .isEmpty();
        assertThat(job.log().warnings()).isEmpty();
    }

    @Test
    void oneThatEndsBeforeItIsReadyFailsTheJobWithItsWords() {
        assertThatThrownBy(() ->
                        sidecars.start(shell("echo 'no port left' >&2; exit 4", new Readiness.LogLine("ready"), false)))
                .hasMessageContaining(
                        "server, which runs beside the program, ended with exit code 4 before it was ready")
                .hasMessageContaining("no port left");
    }

    @Test
    void oneThatTakesTooLongFailsTheJob() {
        Sidecar slow = new Sidecar(
                "server",
                Command.of("sleep", "100"),
                new Readiness.FileExists(Path.of("never")),
                Duration.ofMillis(200));
        assertThatThrownBy(() -> sidecars.start(slow)).hasMessageContaining("was not ready (the file never) within");
    }

    @Test
    void oneThatEndsWhileTheProgramRunsCostsAWarning() throws Exception {
        sidecars.start(shell("touch ready; read go < go; exit 5", new Readiness.FileExists(Path.of("ready")), false));
        Files.writeString(base.resolve("go"), "go\n");
        job.log().output().awaitText("server, which runs beside the program, has ended with exit code 5");
    }

    /** Returns one that waits for a word in a FIFO, which this test gives it as soon as it has been asked for. */
    private Sidecar shell(String script, Readiness readiness, boolean waits) throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", base.resolve("go").toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        if (waits) {
            CompletableFuture.runAsync(() -> {
                try {
                    Files.writeString(base.resolve("go"), "go\n");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        return new Sidecar("server", Command.of("sh", "-c", script), readiness);
    }
}
