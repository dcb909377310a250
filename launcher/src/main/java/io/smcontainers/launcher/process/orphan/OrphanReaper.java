package io.smcontainers.launcher.process.orphan;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.process.OsSignals;
import io.smcontainers.launcher.process.OwnChildren;
import io.smcontainers.launcher.process.table.ProcessTable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Does what the kernel expects of PID 1: a process whose parent has ended becomes its child, and stays in the process table as
 * a zombie until it is waited for (pid_namespaces(7), "The namespace init process"). Nothing happens while nothing ends.
 */
public final class OrphanReaper {
    private static final long INIT_PID = 1;

    /** Orphans are so reaped within a third of a second: a pause, and then the looks of {@link ZombieWatch}. */
    private static final long PAUSE_MILLIS = 60;

    private final ZombieWatch watch;
    private final JobLog log;

    /** Signals coalesce, and so do these: each says that there may be zombies, not how many. */
    private final Semaphore ended = new Semaphore(1);

    private OrphanReaper(ZombieWatch watch, JobLog log) {
        this.watch = watch;
        this.log = log;
    }

    /**
     * Starts to reap orphans in the background, if we are PID 1; does nothing if not.
     *
     * @param pid our own
     * @param ours the processes that the JVM waits for itself
     * @param log hears of it if it cannot be done
     */
    public static void start(long pid, OwnChildren ours, JobLog log) {
        ProcessTable processes = ProcessTable.system();
        if (pid != INIT_PID || !processes.isOurs(pid)) {
            return;
        }
        OrphanReaper reaper = new OrphanReaper(new ZombieWatch(pid, processes, ours, NativeChildWait::new), log);
        Thread thread = new Thread(reaper::run, "orphans");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            listen();
            while (true) {
                ended.acquire();
                watch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            giveUp(e.getCause());
        } catch (Exception e) {
            giveUp(e);
        }
    }

    private void giveUp(Throwable why) {
        log.warn("processes that lose their parent stay in the process table until the job ends: " + why);
    }

    /** The JDK sets the signal's default as it loads the class behind {@link Process}, which so must come first. */
    private void listen() throws ClassNotFoundException {
        Class.forName("java.lang.ProcessImpl");
        if (!OsSignals.handle("CHLD", ended::release)) {
            throw new IllegalStateException("SIGCHLD cannot be handled");
        }
    }

    /** The pause comes first: by then, the JVM has reaped what it had started, which is all that most jobs have. */
    private void watch() throws InterruptedException, ExecutionException {
        do {
            Thread.sleep(PAUSE_MILLIS);
            ended.drainPermits();
        } while (watch.look());
    }
}
