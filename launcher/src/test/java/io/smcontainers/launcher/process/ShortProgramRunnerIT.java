package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.ProgramEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShortProgramRunnerIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final ShortProgramRunner programs =
            new ShortProgramRunner(Map.of("PATH", System.getenv("PATH"), "COLOUR", "blue"), new OwnChildren());

    @Test
    void aProgramGivesOutputAndExitCode() {
        assertThat(shell("echo $COLOUR; echo no >&2; exit 3", LONG))
                .isEqualTo(new ProgramEnd.Ended(3, "blue\n", "no\n"));
    }

    @Test
    void itHasNoInput() {
        assertThat(shell("cat; pwd", LONG)).isEqualTo(new ProgramEnd.Ended(0, "/\n", ""));
    }

    @Test
    void aProgramThatIsNotThereIsNotStarted() {
        assertThat(programs.run(List.of(folder + "/nothing"), LONG)).isInstanceOf(ProgramEnd.NotStarted.class);
    }

    @Test
    void aProgramThatHangsIsKilledWithAllThatItStarted() throws Exception {
        Path pids = folder.resolve("pids");

        ProgramEnd end =
                shell("sleep 600 & echo $! > " + pids + "; echo $$ >> " + pids + "; wait", Duration.ofSeconds(1));

        assertThat(end).isEqualTo(new ProgramEnd.TimedOut(Duration.ofSeconds(1)));
        assertNothingRuns(pids);
    }

    @Test
    void aProgramThatLeavesSomethingRunningIsNotWaitedFor() throws Exception {
        Path pids = folder.resolve("pids");

        ProgramEnd end = shell("sleep 600 & echo $! > " + pids + "; echo done", LONG);

        assertThat(end).isEqualTo(new ProgramEnd.Ended(0, "done\n", ""));
        assertNothingRuns(pids);
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        Path fifo = folder.resolve("started");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        Path pids = folder.resolve("pids");
        Thread thread = new Thread(() -> shell("echo $$ > " + pids + "; echo > " + fifo + "; exec sleep 600", LONG));
        thread.start();
        Files.readString(fifo);

        thread.interrupt();
        thread.join();

        assertNothingRuns(pids);
    }

    @Test
    void ofMuchOutputTheBeginningIsKept() {
        ProgramEnd end = shell("head -c 5000000 /dev/zero | tr '\\0' x", LONG);

        assertThat(end).isInstanceOfSatisfying(ProgramEnd.Ended.class, ended -> assertThat(ended.stdout())
                .hasSize(1 << 20));
    }

    private ProgramEnd shell(String script, Duration limit) {
        return programs.run(List.of("/bin/sh", "-c", script), limit);
    }

    /** SIGKILL has been sent; the kernel takes a moment. */
    private static void assertNothingRuns(Path pids) throws IOException {
        for (String pid : Files.readAllLines(pids)) {
            ProcessHandle.of(Long.parseLong(pid))
                    .filter(ProcessHandle::isAlive)
                    .map(ProcessHandle::onExit)
                    .ifPresent(CompletableFuture::join);
        }
    }
}
