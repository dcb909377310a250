package io.smcontainers.launcher.team;

import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.JobSignals;
import java.time.Duration;
import java.util.Map;

/** The hosts of a job, as one of them sees them. */
public interface HostTeam extends AutoCloseable {
    /** Returns the signals for this host's processes: those of the job, and the end if another host has failed. */
    JobSignals signals();

    /**
     * Returns the leader's public key for ssh, once the leader has been reached.
     *
     * @throws InterruptedException if the wait should end
     * @throws io.smcontainers.core.JobException if the leader has failed or cannot be reached
     */
    String awaitLeaderKey() throws InterruptedException;

    /**
     * Tells the leader that it may start processes here.
     *
     * @param key public key of the sshd of this host
     */
    void sayReady(String key);

    /**
     * Waits until all other hosts are ready for what the leader starts.
     *
     * @return the public keys of their sshd, by host
     * @throws InterruptedException if the wait should end
     * @throws io.smcontainers.core.JobException if another host has failed or does not appear
     */
    Map<String, String> awaitReady() throws InterruptedException;

    /**
     * Waits until the job is over for all, on a host that has nothing to do itself.
     *
     * @param grace how long the job may go on after a request to stop
     * @return whether it is over; if not, the grace is
     */
    boolean awaitEnd(Duration grace) throws InterruptedException;

    /**
     * Settles how the job has ended, with the other hosts.
     *
     * @param own how it has ended on this host
     * @return the job's outcome: a success only if it is one on every host that counts
     */
    Outcome conclude(Outcome own);

    @Override
    void close();
}
