package io.smcontainers.launcher.process;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * The processes that this launcher has started. Each is waited for by the JVM: an exit code that somebody else takes, the JVM
 * never learns.
 */
public final class OwnChildren {
    private final Map<Long, Process> children = new HashMap<>();

    /**
     * Starts a process that is ours from its first moment.
     *
     * @throws IOException if it cannot be started
     */
    synchronized Process start(ProcessBuilder builder) throws IOException {
        children.values().removeIf(child -> !child.isAlive());
        Process child = builder.start();
        children.put(child.pid(), child);
        return child;
    }

    /**
     * Does something to a process, unless it is ours and the JVM has not learned of its end yet. No process of ours starts
     * meanwhile.
     *
     * @return what it returned; no if the process is ours
     */
    public synchronized boolean unlessOurs(long pid, LongPredicate action) {
        Process child = children.get(pid);
        return (child == null || !child.isAlive()) && action.test(pid);
    }
}
