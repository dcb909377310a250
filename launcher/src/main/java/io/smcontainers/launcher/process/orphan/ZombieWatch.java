package io.smcontainers.launcher.process.orphan;

import io.smcontainers.launcher.process.OwnChildren;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells orphans from the JVM's own children, by watching: whatever the JVM has started, a thread of its own waits for, and the
 * kernel wakes that thread as the child ends. Only an orphan is still there when somebody looks again and again.
 *
 * <p>It counts looks, not time: a container that was frozen for a while gets no older by that.
 */
final class ZombieWatch {
    /** With the time between two looks, this is how long the JVM's own threads have. */
    static final int LOOKS = 4;

    private final long ownPid;
    private final ProcessTable processes;
    private final OwnChildren ours;
    private final Supplier<ChildWait> loader;
    private Map<Zombie, Integer> seen = Map.of();

    /**
     * Creates a watch.
     *
     * @param ownPid the parent of the zombies
     * @param processes where they are seen
     * @param ours what is never reaped
     * @param loader asked once there is an orphan
     */
    ZombieWatch(long ownPid, ProcessTable processes, OwnChildren ours, Supplier<ChildWait> loader) {
        this.ownPid = ownPid;
        this.processes = processes;
        this.ours = ours;
        this.loader = loader;
    }

    /**
     * Looks once, and reaps what has been there for {@link #LOOKS} looks.
     *
     * @return whether to look again soon; what cannot be reaped yet sends another signal when it can, such as a process whose
     *     first thread has ended before the others
     */
    boolean look() {
        boolean again = false;
        Map<Zombie, Integer> still = new HashMap<>();
        for (Zombie zombie : processes.zombies(ownPid)) {
            int looks = seen.getOrDefault(zombie, 0) + 1;
            if (looks < LOOKS || !reap(zombie)) {
                still.put(zombie, looks);
                again |= looks < LOOKS;
            }
        }
        seen = still;
        return again;
    }

    private boolean reap(Zombie zombie) {
        ChildWait wait = loader.get();
        return ours.unlessOurs(zombie.pid(), wait::reap);
    }
}
