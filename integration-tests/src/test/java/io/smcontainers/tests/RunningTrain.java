package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A {@code train} that runs, perhaps under another program; what it writes goes to files. */
final class RunningTrain implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;
    private static final long LOOK_MILLISECONDS = 5;

    private final Process process;
    private final JobFolder job;
    private final Path stdout;
    private final Path stderr;

    private RunningTrain(Process process, JobFolder job, Path stdout, Path stderr) {
        this.process = process;
        this.job = job;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    static RunningTrain start(ProcessBuilder builder, JobFolder job) throws IOException {
        Path stdout = job.base().resolve("train.stdout");
        Path stderr = job.base().resolve("train.stderr");
        Process process = builder.redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        return new RunningTrain(process, job, stdout, stderr);
    }

    /** Waits until the program, or the log, says something. */
    RunningTrain awaitText(String text) throws Exception {
        awaitThat(
                () -> stdout().contains(text) || stderr().contains(text),
                () -> "it says '" + text + "'; it said: " + stderr());
        return this;
    }

    /** Sends a signal to {@code train} itself, not to what it runs under. */
    RunningTrain signal(String name) throws Exception {
        return kill(name, Long.toString(pid()));
    }

    /** Sends a signal to what was started, be it the shell of {@code bin/train} still; it may just have ended. */
    void signalIfAlive(String name) throws Exception {
        if (process.isAlive()) {
            new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /** Sends a signal to the process group that {@code train} leads. */
    RunningTrain signalGroup(String name) throws Exception {
        return kill(name, "-" + pid());
    }

    private long pid() {
        return pids(commandLine -> commandLine.contains("train.jar")).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("train does not run any more; it said: " + stderr()));
    }

    private RunningTrain kill(String name, String pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-s", name, "--", pid)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        return this;
    }

    JobFolder job() {
        return job;
    }

    /** Waits for the end, and returns the exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("train did not end; it said: " + stderr());
        }
        return process.exitValue();
    }

    Path stdoutFile() {
        return stdout;
    }

    Path stderrFile() {
        return stderr;
    }

    String stdout() {
        return text(stdout);
    }

    String stderr() {
        return text(stderr);
    }

    /** Returns the processes of the job, {@code train} included: all have the job's folder in their environment. */
    List<Long> pids() {
        return pids(commandLine -> true);
    }

    private List<Long> pids(Predicate<String> commandLine) {
        String mine = "SAGEMAKER_BASE_DIR=" + job.base() + "\0";
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path folder : folders) {
                // A zombie has neither.
                if (text(folder.resolve("environ")).contains(mine)
                        && commandLine.test(text(folder.resolve("cmdline")))) {
                    pids.add(Long.parseLong(folder.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return pids;
    }

    /** Returns how often the threads of {@code train} have waited anew: their voluntary context switches (proc(5)). */
    long wakeUps() throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid() + "/task"))) {
            for (Path thread : threads) {
                sum += text(thread.resolve("status"))
                        .lines()
                        .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('\t') + 1)))
                        .sum();
            }
        }
        return sum;
    }

    /** Waits for something that no event tells of. */
    static void awaitThat(Condition condition, Supplier<String> what) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.holds()) {
            assertThat(System.nanoTime())
                    .as(() -> "waited in vain until " + what.get())
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLISECONDS);
        }
    }

    /** Something that becomes true. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Leaves nothing running, whatever the test found. */
    @Override
    public void close() {
        process.destroyForcibly();
        pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
