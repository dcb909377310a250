package io.smcontainers.launcher.process;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.process.table.ProcessEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sees one program to its end: passes signals on to its tree, kills the tree if it outlives the grace time after a stop
 * request, gives the output time to arrive, and ends what the program left running.
 */
final class ProcessSupervisor {
    /** How often the log says how much of the grace time is left. */
    private static final Duration REPORT = Duration.ofSeconds(30);

    /**
     * Linux tells only parents that a process has ended, and what a program left running is not our child. While it is
     * ending, we look this often.
     */
    private static final Duration LOOK = Duration.ofMillis(20);

    /** For the last words of what we have just ended. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final int MAX_NAMED = 10;

    private final StartedProcess started;
    private final ProcessTree tree;
    private final Patience patience;
    private final JobLog log;

    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable UnixSignal stop;
    private volatile boolean killed;

    ProcessSupervisor(StartedProcess started, ProcessTree tree, Patience patience, JobLog log) {
        this.started = started;
        this.tree = tree;
        this.patience = patience;
        this.log = log;
    }

    /** Waits until nothing of the program is left. */
    ProcessResult supervise(JobSignals signals) {
        JobSignals.Subscription subscription = signals.subscribe(this::passOn);
        try (subscription) {
            int exitCode = started.process().waitFor();
            awaitTreeOfStoppedProgram();
            endWhatIsLeft(started.awaitOutput(patience.drain()));
            return new ProcessResult(
                    exitCode, killed, started.stdout().tail(), started.stderr().tail());
        } catch (InterruptedException e) {
            tree.signal(UnixSignal.KILL);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a program", e);
        } finally {
            ended.countDown();
        }
    }

    private synchronized void passOn(UnixSignal signal) {
        if (!signal.isStop()) {
            log.info("passing " + signal + " on to the program and all it started");
        } else if (stop != null) {
            log.info("passing " + signal + " on, too");
        } else {
            stop = signal;
            log.info("stop requested: " + signal + " goes to the program and all it started; "
                    + seconds(patience.grace()) + " until SIGKILL");
            startGrace(signal);
        }
        tree.signal(signal);
    }

    private synchronized Optional<UnixSignal> stop() {
        return Optional.ofNullable(stop);
    }

    private void startGrace(UnixSignal signal) {
        long deadline = System.nanoTime() + patience.grace().toNanos();
        Thread thread = new Thread(() -> killAt(deadline, signal), "stop-grace");
        thread.setDaemon(true);
        thread.start();
    }

    private void killAt(long deadline, UnixSignal signal) {
        try {
            Duration left = left(deadline);
            while (left.toNanos() > 0) {
                if (ended.await(Math.min(left.toNanos(), REPORT.toNanos()), TimeUnit.NANOSECONDS)) {
                    return;
                }
                left = left(deadline);
                if (left.toSeconds() > 0) {
                    log.info("still waiting for " + named(tree.members()) + "; " + seconds(left) + " until SIGKILL");
                }
            }
            kill(signal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill(UnixSignal signal) {
        killed = started.process().isAlive();
        List<ProcessEntry> ended = tree.signal(UnixSignal.KILL);
        if (!ended.isEmpty()) {
            log.warn("not ended within " + seconds(patience.grace()) + " of " + signal + ", so killed by SIGKILL: "
                    + named(ended));
        }
    }

    /**
     * A shell ends at once, and leaves the program that it ran alone with its checkpoint. What the shell ran in the background
     * takes no notice of SIGINT, and would be waited for in vain.
     */
    private void awaitTreeOfStoppedProgram() throws InterruptedException {
        Optional<UnixSignal> stop = stop();
        if (stop.filter(signal -> signal != UnixSignal.TERM).isPresent()) {
            tree.terminateWhoIgnores(stop.get());
        }
        while (stop().isPresent() && !tree.members().isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    private void endWhatIsLeft(boolean hasAllOutput) throws InterruptedException {
        List<ProcessEntry> left = tree.members();
        if (!hasAllOutput) {
            log.warn("the program has ended, but " + (left.isEmpty() ? "something it started" : named(left))
                    + " still holds its output after " + seconds(patience.drain()) + "; not waiting for more");
        }
        if (left.isEmpty()) {
            return;
        }
        log.info("ending what the program left running: " + named(left));
        tree.signal(UnixSignal.TERM);
        if (!awaitNoMembers(patience.leftBehind())) {
            log.warn("not ended within " + seconds(patience.leftBehind()) + " of SIGTERM, so killed by SIGKILL: "
                    + named(tree.signal(UnixSignal.KILL)));
            awaitNoMembers(LAST_WORDS);
        }
        started.awaitOutput(LAST_WORDS);
    }

    private boolean awaitNoMembers(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!tree.members().isEmpty()) {
            if (left(deadline).toNanos() <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
        return true;
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    private static String seconds(Duration duration) {
        return Math.round(duration.toMillis() / 1e3) + " s";
    }

    private static String named(List<ProcessEntry> processes) {
        String names =
                processes.stream().limit(MAX_NAMED).map(ProcessEntry::toString).collect(Collectors.joining(", "));
        return processes.size() > MAX_NAMED ? names + " and " + (processes.size() - MAX_NAMED) + " more" : names;
    }
}
