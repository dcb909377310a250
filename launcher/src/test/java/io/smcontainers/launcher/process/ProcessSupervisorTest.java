package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.TestLog;
import io.smcontainers.launcher.process.table.ProcessTable;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What no real program can be made to do. */
@Timeout(30)
class ProcessSupervisorTest {
    @TempDir
    Path proc;

    private final TestLog log = new TestLog();
    private final JobSignals signals = new JobSignals();
    private final List<UnixSignal> sent = new ArrayList<>();

    @Test
    void aProgramThatNotEvenSigkillEndsIsGivenUp() throws Exception {
        Files.createDirectories(proc.resolve("100"));
        Files.writeString(proc.resolve("100/stat"), "100 (python3) D 50 100 100 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 5 0\n");
        signals.receive(UnixSignal.TERM);

        ProcessResult result = supervisor().supervise(signals);

        assertThat(result).isEqualTo(new ProcessResult(137, true, "", ""));
        assertThat(sent).containsExactly(UnixSignal.TERM, UnixSignal.KILL);
        assertThat(log.warnings())
                .containsExactly(
                        "not ended within 0 s of SIGTERM, so killed by SIGKILL: python3 (100)",
                        "not ended even by SIGKILL, as if in a driver or on a network disk; not waiting for: python3 (100)");
    }

    private ProcessSupervisor supervisor() {
        OutputPump nothing =
                OutputPump.start("nothing", InputStream.nullInputStream(), OutputStream.nullOutputStream());
        ProcessTree tree = new ProcessTree(100, "mark", new ProcessTable(proc), (signal, pids) -> sent.add(signal));
        Patience none = new Patience(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        return new ProcessSupervisor(new StartedProcess(new EndlessProcess(), nothing, nothing), tree, none, log.log());
    }

    private static final class EndlessProcess extends Process {
        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public CompletableFuture<Process> onExit() {
            return new CompletableFuture<>();
        }

        @Override
        public int waitFor() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int exitValue() {
            throw new IllegalThreadStateException();
        }

        @Override
        public void destroy() {}
    }
}
