package io.smcontainers.launcher.team;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.UnixSignal;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The signals for this host's processes. A stop that any host was asked for reaches all; and when the job has failed elsewhere, the
 * processes here have a moment to end.
 */
final class TeamSignals implements AutoCloseable {
    /** From SIGTERM to SIGKILL for processes whose job has failed elsewhere: there is nothing to save any more. */
    private static final Duration ABORT_GRACE = Duration.ofSeconds(2);

    private final JobSignals job;
    private final JobLog log;
    private final JobSignals processes = new JobSignals();
    private final JobSignals.Subscription subscription;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong stopNanos = new AtomicLong();
    private boolean aborted;

    /**
     * Takes the job's signals.
     *
     * @param job those that this host gets
     * @param onStop told the first request to stop, wherever it came from
     */
    TeamSignals(JobSignals job, JobLog log, Consumer<UnixSignal> onStop) {
        this.job = job;
        this.log = log;
        subscription = job.subscribe(signal -> {
            processes.receive(signal);
            if (signal.isStop()) {
                stopNanos.compareAndSet(0, System.nanoTime());
                onStop.accept(signal);
            }
        });
    }

    JobSignals forProcesses() {
        return processes;
    }

    /** Returns what is left of a time after a request to stop; all of it if there was none. */
    Duration leftOf(Duration grace) {
        long stop = stopNanos.get();
        Duration left = stop == 0 ? grace : grace.minusNanos(System.nanoTime() - stop);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Takes a request to stop that another host got. */
    void stopOf(TeamMessage.Stop stop) {
        if (job.isStopRequested()) {
            return;
        }
        UnixSignal signal = Arrays.stream(UnixSignal.values())
                .filter(known -> known.name().equals(stop.signal()) && known.isStop())
                .findFirst()
                .orElse(UnixSignal.TERM);
        log.info("host " + stop.host() + " was asked to stop by " + signal + ", so this one stops too");
        job.receive(signal);
    }

    /** Ends the processes of this host. */
    synchronized void abort(String why) {
        if (aborted) {
            return;
        }
        aborted = true;
        log.warn(why);
        Thread thread = new Thread(this::end, "team-abort");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized boolean isAborted() {
        return aborted;
    }

    private void end() {
        processes.receive(UnixSignal.TERM);
        try {
            if (!closed.await(ABORT_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                processes.receive(UnixSignal.KILL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        subscription.close();
    }
}
