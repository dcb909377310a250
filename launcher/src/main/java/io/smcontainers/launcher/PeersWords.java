package io.smcontainers.launcher;

import io.smcontainers.launcher.cluster.HostPlan;
import io.smcontainers.launcher.cluster.HostRole;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.process.JobSignals;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What another host says of why the job failed, where this one's program only lost a peer. Of processes that talk to each other all
 * fail at once, and which host's launcher notices first is chance; without a moment's patience it would be the cause.
 */
final class PeersWords {
    /** torchrun looks after its processes every five seconds (PyTorch 1.13, {@code run.py}, {@code --monitor_interval}). */
    static final Duration LIMIT = Duration.ofSeconds(6);

    private final Duration limit;
    private final JobLog log;

    PeersWords(Duration limit, JobLog log) {
        this.limit = limit;
        this.log = log;
    }

    /**
     * Waits until the job ends because of another host, if others run the same and may know more; a while at most.
     *
     * @param signals for the processes of this host, which then get one
     * @throws InterruptedException if the wait should end
     */
    void await(HostPlan host, JobSignals signals) throws InterruptedException {
        if (!host.isTeam() || host.role() != HostRole.TOGETHER) {
            return;
        }
        CountDownLatch end = new CountDownLatch(1);
        JobSignals.Subscription subscription = signals.subscribe(signal -> end.countDown());
        try (subscription) {
            if (end.getCount() > 0) {
                log.info("the program here says only that another failed; waiting for what other hosts say");
            }
            end.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
