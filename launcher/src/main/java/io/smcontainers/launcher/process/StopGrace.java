package io.smcontainers.launcher.process;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.process.table.ProcessEntry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The time that a program has to end by itself after a stop request, and what happens when it is over. */
final class StopGrace {
    /** How often the log says how much is left. */
    private static final Duration REPORT = Duration.ofSeconds(30);

    private final ProcessTree tree;
    private final CompletableFuture<Integer> exitCode;
    private final Patience patience;
    private final JobLog log;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile boolean killed;
    private volatile boolean over;

    /**
     * Creates a grace time that has not begun.
     *
     * @param tree whom to kill at its end
     * @param exitCode of the program; completed here if not even SIGKILL ends the program
     * @param patience how long it is
     * @param log says how much is left, and who was killed
     */
    StopGrace(ProcessTree tree, CompletableFuture<Integer> exitCode, Patience patience, JobLog log) {
        this.tree = tree;
        this.exitCode = exitCode;
        this.patience = patience;
        this.log = log;
    }

    /** Begins, and returns at once. */
    void begin(UnixSignal signal) {
        long deadline = System.nanoTime() + patience.grace().toNanos();
        Thread started = new Thread(() -> run(deadline, signal), "stop-grace");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    /** There is nothing left to wait for; if it is killing just now, returns when it has told whom. */
    void end() throws InterruptedException {
        ended.countDown();
        Thread started = thread;
        if (started != null) {
            started.join();
        }
    }

    /** Returns whether the program was killed. */
    boolean isKilled() {
        return killed;
    }

    /** Returns whether all that can be done has been done. */
    boolean isOver() {
        return over;
    }

    private void run(long deadline, UnixSignal signal) {
        try {
            Duration left = left(deadline);
            while (left.toNanos() > 0) {
                if (ended.await(Math.min(left.toNanos(), REPORT.toNanos()), TimeUnit.NANOSECONDS)) {
                    return;
                }
                left = left(deadline);
                if (left.toSeconds() > 0) {
                    log.info("still waiting for " + ProcessTree.named(tree.members()) + "; " + left.toSeconds()
                            + " s until SIGKILL");
                }
            }
            kill(signal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill(UnixSignal signal) throws InterruptedException {
        killed = !exitCode.isDone();
        List<ProcessEntry> reached = tree.signal(UnixSignal.KILL);
        if (!reached.isEmpty()) {
            log.warn("not ended within " + patience.grace().toSeconds() + " s of " + signal + ", so killed by SIGKILL: "
                    + ProcessTree.named(reached));
        }
        if (!tree.awaitEnd(patience.death())) {
            log.warn("not ended even by SIGKILL, as if in a driver or on a network disk; not waiting for: "
                    + ProcessTree.named(tree.members()));
        }
        over = true;
        exitCode.complete(UnixSignal.KILL.exitCode());
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime());
    }
}
