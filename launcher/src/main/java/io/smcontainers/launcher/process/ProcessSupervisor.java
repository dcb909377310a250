package io.smcontainers.launcher.process;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.process.table.ProcessEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sees one program to its end: passes signals on to its tree, gives the tree its grace time after a stop request, gives the
 * output time to arrive, and ends what the program left running.
 */
final class ProcessSupervisor {
    /** For the last words of what we have just ended. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final StartedProcess started;
    private final ProcessTree tree;
    private final Patience patience;
    private final Set<String> spared;
    private final JobLog log;
    private final CompletableFuture<Integer> exitCode;
    private final StopGrace grace;
    private @Nullable UnixSignal stop;

    ProcessSupervisor(StartedProcess started, ProcessTree tree, Patience patience, JobLog log) {
        this(started, tree, patience, Set.of(), log);
    }

    /**
     * Creates a supervisor.
     *
     * @param spared names of programs in the tree that get no signal but SIGKILL
     */
    ProcessSupervisor(StartedProcess started, ProcessTree tree, Patience patience, Set<String> spared, JobLog log) {
        this.started = started;
        this.spared = spared;
        this.tree = tree;
        this.patience = patience;
        this.log = log;
        this.exitCode = started.process().onExit().thenApply(Process::exitValue);
        this.grace = new StopGrace(tree, exitCode, patience, log);
    }

    /** Waits until nothing of the program is left. */
    ProcessResult supervise(JobSignals signals) {
        JobSignals.Subscription subscription = signals.subscribe(this::passOn);
        try (subscription) {
            int code = exitCode.get();
            awaitTreeOfStoppedProgram();
            endWhatIsLeft(started.awaitOutput(patience.drain()));
            grace.end();
            return new ProcessResult(
                    code,
                    grace.isKilled(),
                    started.stdout().tail(),
                    started.stderr().tail());
        } catch (InterruptedException e) {
            tree.signal(UnixSignal.KILL);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a program", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the JDK does not tell how a program ended", e);
        }
    }

    private synchronized void passOn(UnixSignal signal) {
        boolean isFirstStop = signal.isStop() && stop == null;
        if (isFirstStop) {
            stop = signal;
            log.info("stop requested: " + signal + " goes to the program and all it started; "
                    + patience.grace().toSeconds() + " s until SIGKILL");
        } else {
            log.info(signal + " goes to the program and all it started");
        }
        tree.signalAllBut(signal == UnixSignal.KILL ? Set.of() : spared, signal);
        if (isFirstStop) {
            grace.begin(signal);
        }
    }

    private synchronized Optional<UnixSignal> stop() {
        return Optional.ofNullable(stop);
    }

    /**
     * A shell ends at once, and leaves the program that it ran alone with its checkpoint. What the shell ran in the background
     * takes no notice of SIGINT, and would be waited for in vain.
     */
    private void awaitTreeOfStoppedProgram() throws InterruptedException {
        Optional<UnixSignal> signal = stop();
        if (signal.filter(other -> other != UnixSignal.TERM).isPresent()) {
            tree.terminateWhoIgnores(signal.get());
        }
        boolean ended = false;
        while (!ended && stop().isPresent() && !grace.isOver()) {
            ended = tree.awaitEnd(ProcessTree.LOOK);
        }
    }

    private void endWhatIsLeft(boolean hasAllOutput) throws InterruptedException {
        List<ProcessEntry> left = grace.isOver() ? List.of() : tree.members();
        if (!hasAllOutput) {
            log.warn("the program has ended, but "
                    + (left.isEmpty() ? "something it started" : ProcessTree.named(left))
                    + " still holds its output after "
                    + patience.drain().toSeconds() + " s; not waiting for more");
        }
        if (left.isEmpty()) {
            return;
        }
        log.info("ending what the program left running: " + ProcessTree.named(left));
        tree.signal(UnixSignal.TERM);
        if (!tree.awaitEnd(patience.leftBehind())) {
            log.warn("not ended within " + patience.leftBehind().toSeconds() + " s of SIGTERM, so killed by SIGKILL: "
                    + ProcessTree.named(tree.signal(UnixSignal.KILL)));
            tree.awaitEnd(LAST_WORDS);
        }
        started.awaitOutput(LAST_WORDS);
    }
}
