package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.process.table.ProcessEntry;
import io.smcontainers.launcher.process.table.ProcessTable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProcessRunnerIT {
    private final TestProcess process = new TestProcess();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"long-line", "no-final-newline", "no-text", "carriage-returns", "nothing"})
    void outputPassesByteForByte(String kind) {
        byte[] expected = expectedOutput(kind);

        ProcessResult result = process.run("write_output.py", kind);

        assertThat(result.isSuccess()).isTrue();
        assertThat(Arrays.equals(process.stdout.toByteArray(), expected)).isTrue();
        assertThat(Arrays.equals(process.stderr.toByteArray(), reversed(expected)))
                .isTrue();
        assertThat(result.stdoutTail()).hasSizeLessThanOrEqualTo(1024 * 1024);
        assertThat(process.log.text()).isEmpty();
    }

    @Test
    void theTailHoldsTheLastOfTheOutput() {
        ProcessResult result = process.run("write_output.py", "no-final-newline");
        assertThat(result).isEqualTo(new ProcessResult(0, "one\ntwo", "owt\neno"));
    }

    @Test
    void anUnfinishedLinePassesAtOnce() throws Exception {
        Path fifo = fifo("fifo");
        CompletableFuture<ProcessResult> result = process.start("prompt.sh", fifo.toString());

        process.stdout.awaitText("half");
        Files.writeString(fifo, "answered\n");

        assertThat(result.get().exitCode()).isZero();
        assertThat(process.stdout.text()).isEqualTo("half answered\n");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "3,3", "255,255", "-KILL,137", "-TERM,143", "-SEGV,139"})
    void theExitCodeIsTheProgramsOwn(String how, int exitCode) {
        ProcessResult result = process.run("exit-with.sh", how);

        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.isSuccess()).isEqualTo(exitCode == 0);
    }

    @Test
    void theEnvironmentIsExactlyTheWantedOne() {
        Map<String, String> wanted = new LinkedHashMap<>(TestProcess.ENVIRONMENT);
        wanted.put("SM_HP_BATCH-SIZE", "64");
        wanted.put("SM_HP_TEXT", "é例😀 \"'`$(x)");
        wanted.put("SM_HP_LINES", "a\nb=c\n");
        wanted.put("SM_HP_ÉTÉ", "1");
        wanted.put("EMPTY", "");

        process.run(
                TestProcess.argv("dump-environment.sh", List.of()),
                wanted,
                new OutputTargets(process.stdout, process.stderr));

        List<String> expected = wanted.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        assertThat(process.stdout.text().split("\0"))
                .filteredOn(variable -> !variable.startsWith(ProcessTree.MARK_VARIABLE + "="))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void whatAGrandchildSaysAfterTheEndStillCounts() throws Exception {
        Path end = fifo("end");
        Path said = fifo("said");
        // Our output is slow, so that the program's end is noticed while nobody reads from it.
        CountDownLatch allIsSaid = new CountDownLatch(1);
        OutputTargets targets = new OutputTargets(slowed(process.stdout, allIsSaid), process.stderr);
        List<String> argv = TestProcess.argv("late-words.sh", List.of(end.toString(), said.toString()));
        CompletableFuture<ProcessResult> result =
                CompletableFuture.supplyAsync(() -> process.run(argv, TestProcess.ENVIRONMENT, targets));

        process.stdout.awaitText("started");
        Files.writeString(end, "go\n");
        assertThat(Files.readString(said)).isEqualTo("said\n");
        allIsSaid.countDown();

        assertThat(result.get()).isEqualTo(new ProcessResult(0, "started\none\ntwo\nthree\n", ""));
        assertThat(process.stdout.text()).isEqualTo("started\none\ntwo\nthree\n");
        assertThat(process.log.warnings()).isEmpty();
    }

    @Test
    void aGrandchildThatHoldsTheOutputIsNotWaitedForLong() throws Exception {
        Path pidFile = folder.resolve("pid");
        Path fifo = fifo("fifo");
        process.patience(Patience.ofGrace(Duration.ofSeconds(60)).withDrain(Duration.ofSeconds(1)));
        CompletableFuture<ProcessResult> result = process.start("leave-behind.sh", pidFile.toString(), fifo.toString());

        process.stdout.awaitText("started");
        long end = System.nanoTime();
        Files.writeString(fifo, "go\n");

        assertThat(result.get()).isEqualTo(new ProcessResult(0, "started\n", ""));
        assertThat(Duration.ofNanos(System.nanoTime() - end)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
        String pid = Files.readString(pidFile).strip();
        assertThat(process.log.warnings())
                .containsExactly("the program has ended, but sleep (" + pid
                        + ") still holds its output after 1 s; not waiting for more");
        assertThat(process.log.infos()).containsExactly("ending what the program left running: sleep (" + pid + ")");
        assertThat(ProcessTable.system().find(Long.parseLong(pid)).filter(ProcessEntry::isAlive))
                .isEmpty();
    }

    @Test
    void aProgramDoesNotHangIfNobodyTakesItsOutput() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        ProcessResult result = process.run(
                TestProcess.argv("write_output.py", List.of("long-line")),
                TestProcess.ENVIRONMENT,
                new OutputTargets(closed, closed));

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdoutTail()).endsWith("xxx\n");
    }

    private static OutputStream slowed(OutputStream out, CountDownLatch gate) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
            }
        };
    }

    private Path fifo(String name) throws IOException {
        Path fifo = folder.resolve(name);
        process.run(List.of("mkfifo", fifo.toString()), TestProcess.ENVIRONMENT, OutputTargets.discarded());
        return fifo;
    }

    /** As in {@code write_output.py}. */
    private static byte[] expectedOutput(String kind) {
        byte[] all = new byte[256 * 300];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return switch (kind) {
            case "long-line" -> ("x".repeat(10_000_000) + "\n").getBytes(StandardCharsets.US_ASCII);
            case "no-final-newline" -> "one\ntwo".getBytes(StandardCharsets.US_ASCII);
            case "no-text" -> all;
            case "carriage-returns" -> "10%\r20%\r\n30%\r".getBytes(StandardCharsets.US_ASCII);
            default -> new byte[0];
        };
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
