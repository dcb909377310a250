package io.smcontainers.launcher.process.orphan;

import io.smcontainers.launcher.process.OwnChildren;
import io.smcontainers.launcher.process.table.ProcessEntry;
import io.smcontainers.launcher.process.table.ProcessTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Tells orphans from the JVM's own children, by watching: whatever the JVM has started, a thread of its own waits for, and the
 * kernel wakes that thread as the child ends. Only an orphan is still there when somebody looks again and again.
 *
 * <p>It counts looks, not time: a container that was frozen for a while gets no older by that.
 */
final class ZombieWatch {
    /** With the time between two looks, this is how long the JVM's own threads have. */
    static final int LOOKS = 4;

    /** At this look it is most likely an orphan, and loading what reaps it, on a busy machine, takes as long as the rest. */
    static final int LOOKS_UNTIL_LOADING = 2;

    private final long ownPid;
    private final ProcessTable processes;
    private final OwnChildren ours;
    private final FutureTask<ChildWait> loading;
    private Map<ProcessEntry, Integer> seen = Map.of();

    /**
     * Creates a watch.
     *
     * @param ownPid the parent of the zombies
     * @param processes where they are seen
     * @param ours what is never reaped
     * @param loader called once, when there is an orphan
     */
    ZombieWatch(long ownPid, ProcessTable processes, OwnChildren ours, Callable<ChildWait> loader) {
        this.ownPid = ownPid;
        this.processes = processes;
        this.ours = ours;
        this.loading = new FutureTask<>(loader);
    }

    /**
     * Looks once, and reaps what has been there for {@link #LOOKS} looks.
     *
     * @return whether to look again soon; what cannot be reaped yet sends another signal when it can, such as a process whose
     *     first thread has ended before the others
     * @throws ExecutionException if the loader failed
     */
    boolean look() throws InterruptedException, ExecutionException {
        boolean load = false;
        Map<ProcessEntry, Integer> now = new HashMap<>();
        List<Long> due = new ArrayList<>();
        for (ProcessEntry zombie : zombies()) {
            int looks = seen.getOrDefault(zombie, 0) + 1;
            now.put(zombie, looks);
            load |= looks == LOOKS_UNTIL_LOADING;
            if (looks >= LOOKS) {
                due.add(zombie.pid());
            }
        }
        if (load) {
            startLoading();
        }
        boolean again = due.size() < now.size();
        if (!due.isEmpty()) {
            Set<Long> reaped = ours.unlessOurs(due, loading.get()::reap);
            now.keySet().removeIf(zombie -> reaped.contains(zombie.pid()));
        }
        seen = now;
        return again;
    }

    private List<ProcessEntry> zombies() {
        return processes.read().stream()
                .filter(process -> process.isZombie() && process.parent() == ownPid)
                .toList();
    }

    /** Not in this thread, which so can count on. A second start does nothing. */
    private void startLoading() {
        if (!loading.isDone()) {
            Thread thread = new Thread(loading, "orphans-load");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
