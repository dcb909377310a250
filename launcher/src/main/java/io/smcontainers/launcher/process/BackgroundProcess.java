package io.smcontainers.launcher.process;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.process.table.ProcessEntry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A process that runs beside the program, with all that it starts, until it is closed. */
public final class BackgroundProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final StartedProcess started;
    private final ProcessTree tree;
    private final Set<String> spared;
    private final JobLog log;

    BackgroundProcess(StartedProcess started, ProcessTree tree, Set<String> spared, JobLog log) {
        this.started = started;
        this.tree = tree;
        this.spared = spared;
        this.log = log;
    }

    /** Returns whether it has not ended. */
    public boolean isAlive() {
        return started.process().isAlive();
    }

    /** Returns what completes with its exit code when it ends. */
    public CompletableFuture<Integer> onExit() {
        return started.process().onExit().thenApply(Process::exitValue);
    }

    /** Returns the last of what it wrote to standard error, else to standard output. */
    public String lastOutput() throws InterruptedException {
        started.awaitOutput(LAST_WORDS);
        String stderr = started.stderr().tail();
        return stderr.isBlank() ? started.stdout().tail() : stderr;
    }

    /** Sends a signal to it and all it started, but for programs that are spared. */
    public void signal(UnixSignal signal) {
        tree.signalAllBut(signal == UnixSignal.KILL ? Set.of() : spared, signal);
    }

    /** Waits until none but spared programs is left, or the time is over. */
    public boolean awaitEndOfOthers(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (tree.members().stream().anyMatch(member -> !spared.contains(member.name()))) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            Thread.sleep(ProcessTree.LOOK.toMillis());
        }
        return true;
    }

    /** Ends it and all that it started: by SIGTERM, and what has not ended then by SIGKILL. */
    @Override
    public void close() {
        try {
            tree.signal(UnixSignal.TERM);
            if (!tree.awaitEnd(GRACE)) {
                List<ProcessEntry> killed = tree.signal(UnixSignal.KILL);
                log.warn("not ended within " + GRACE.toSeconds() + " s of SIGTERM, so killed by SIGKILL: "
                        + ProcessTree.named(killed));
                tree.awaitEnd(LAST_WORDS);
            }
            started.awaitOutput(LAST_WORDS);
        } catch (InterruptedException e) {
            tree.signal(UnixSignal.KILL);
            Thread.currentThread().interrupt();
        }
    }
}
