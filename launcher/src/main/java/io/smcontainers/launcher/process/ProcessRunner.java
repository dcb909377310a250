package io.smcontainers.launcher.process;

import io.smcontainers.launcher.log.JobLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a process to its end, without a shell. While it runs its output passes through, and a stop request is passed on to it
 * and all that it started.
 */
public final class ProcessRunner {
    /** How long output may go on after the process ended, because something it started still holds it open. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final StopRequest stop;
    private final Duration grace;
    private final JobLog log;

    /**
     * Creates a runner.
     *
     * @param stop passed on as SIGTERM
     * @param grace the time from SIGTERM to SIGKILL
     * @param log says what was sent
     */
    public ProcessRunner(StopRequest stop, Duration grace, JobLog log) {
        this.stop = stop;
        this.grace = grace;
        this.log = log;
    }

    /**
     * Runs a process.
     *
     * @param argv program and arguments
     * @param directory where it runs
     * @param environment all its variables
     * @param targets where its output goes
     * @return how it ended
     * @throws io.smcontainers.core.JobException if it could not be started
     */
    public ProcessResult run(
            List<String> argv, Path directory, Map<String, String> environment, OutputTargets targets) {
        StartedProcess started = start(argv, directory, environment, targets);
        Process process = started.process();
        ProcessTree tree = new ProcessTree(process.toHandle());
        Runnable onStop = () -> terminate(tree, process);
        stop.onRequest(onStop);
        try {
            return await(started);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tree.kill();
            throw new IllegalStateException("interrupted while waiting for " + argv.get(0), e);
        } finally {
            stop.remove(onStop);
        }
    }

    private static StartedProcess start(
            List<String> argv, Path directory, Map<String, String> environment, OutputTargets targets) {
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(directory.toFile()).redirectInput(ProcessBuilder.Redirect.INHERIT);
        ChildEnvironment.apply(environment, builder.environment());
        try {
            return StartedProcess.start(builder, targets);
        } catch (IOException e) {
            throw StartFailure.explain(argv.get(0), directory, e);
        }
    }

    private ProcessResult await(StartedProcess started) throws InterruptedException {
        int exitCode = started.process().waitFor();
        long deadline = System.nanoTime() + DRAIN.toNanos();
        boolean ended = started.stdout().awaitEnd(DRAIN)
                & started.stderr().awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
        if (!ended) {
            log.warn("the program has ended, but something it started still holds its output; not waiting for that");
        }
        return new ProcessResult(
                exitCode, started.stdout().tail(), started.stderr().tail());
    }

    private void terminate(ProcessTree tree, Process process) {
        log.info("stop requested: SIGTERM goes to the program and all it started; " + grace.toSeconds()
                + " s until SIGKILL");
        tree.terminate();
        Thread killer = new Thread(() -> killAfterGrace(tree, process), "stop-grace");
        killer.setDaemon(true);
        killer.start();
    }

    private void killAfterGrace(ProcessTree tree, Process process) {
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("the program did not end within " + grace.toSeconds()
                        + " s of SIGTERM: SIGKILL goes to it and all it started");
                tree.kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
