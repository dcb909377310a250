package io.smcontainers.launcher.process;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;

/**
 * The processes that this launcher has started. Each is waited for by the JVM: an exit code that somebody else takes, the JVM
 * never learns.
 */
public final class OwnChildren {
    private final Map<Long, Process> children = new HashMap<>();

    /** Fair: who starts one process after the other would else keep {@link #unlessOurs} waiting. */
    private final Lock lock = new ReentrantLock(true);

    /**
     * Starts a process that is ours from its first moment.
     *
     * @throws IOException if it cannot be started
     */
    Process start(ProcessBuilder builder) throws IOException {
        lock.lock();
        try {
            children.values().removeIf(child -> !child.isAlive());
            Process child = builder.start();
            children.put(child.pid(), child);
            return child;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does something to processes, but not to those that are ours and whose end the JVM has not learned of yet. No process of
     * ours starts meanwhile.
     *
     * @return those for which it returned yes
     */
    public Set<Long> unlessOurs(Collection<Long> pids, LongPredicate action) {
        Set<Long> done = new HashSet<>();
        lock.lock();
        try {
            for (long pid : pids) {
                Process child = children.get(pid);
                if ((child == null || !child.isAlive()) && action.test(pid)) {
                    done.add(pid);
                }
            }
        } finally {
            lock.unlock();
        }
        return done;
    }
}
