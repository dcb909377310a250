package io.smcontainers.launcher.team;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What may have to wait for somebody: a line of the log, the end of processes. It is done one after the other in a thread of its own,
 * so that the thread that says that this host is there never waits.
 */
final class TeamErrands implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "team-errands");
        thread.setDaemon(true);
        return thread;
    });

    /** Does something soon, and returns at once. */
    synchronized void run(Runnable errand) {
        if (!thread.isShutdown()) {
            thread.execute(errand);
        }
    }

    /** Does what was asked for before, but waits for it only so long. */
    @Override
    public void close() {
        synchronized (this) {
            thread.shutdown();
        }
        try {
            thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
