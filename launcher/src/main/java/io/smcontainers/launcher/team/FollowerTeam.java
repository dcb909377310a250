package io.smcontainers.launcher.team;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.Failure;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.UnixSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The team as one of those sees it that do not lead: a line to the leader. */
public final class FollowerTeam implements HostTeam {
    private static final Duration FOREVER = Duration.ofDays(365);
    private static final String PART = ", which led the job,";

    private final TeamSettings settings;
    private final JobLog log;
    private final TeamSignals signals;
    private final Heartbeat heartbeat;
    private final Thread thread;

    private @Nullable TeamConnection connection;
    private @Nullable String leaderKey;
    private @Nullable Trouble trouble;
    private TeamMessage.@Nullable Verdict verdict;
    private boolean closed;

    private FollowerTeam(TeamSettings settings, JobSignals job, JobLog log) {
        this.settings = settings;
        this.log = log;
        this.signals = new TeamSignals(job, log, this::tellStop);
        this.heartbeat = new Heartbeat(settings.times().beat(), () -> tell(new TeamMessage.Beat()));
        this.thread = new Thread(this::listen, "team-leader");
        thread.setDaemon(true);
    }

    /**
     * Starts to look for the leader, and returns at once.
     *
     * @param job the signals that this host gets
     */
    public static FollowerTeam join(TeamSettings settings, JobSignals job, JobLog log) {
        FollowerTeam team = new FollowerTeam(settings, job, log);
        team.thread.start();
        return team;
    }

    @Override
    public JobSignals signals() {
        return signals.forProcesses();
    }

    private void listen() {
        try (TeamConnection toLeader = new LeaderSearch(settings, log).connect()) {
            toLeader.send(new TeamMessage.Hello(settings.host(), settings.token()));
            while (true) {
                handle(toLeader, toLeader.receive());
            }
        } catch (IOException e) {
            fail(Trouble.lost(settings.leader(), PART, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(TeamConnection toLeader, TeamMessage message) {
        if (message instanceof TeamMessage.Welcome welcome) {
            arrive(toLeader, welcome.key());
        } else if (message instanceof TeamMessage.Ping) {
            toLeader.send(new TeamMessage.Beat());
        } else if (message instanceof TeamMessage.Stop stop) {
            signals.stopOf(stop);
        } else if (message instanceof TeamMessage.Abort) {
            signals.abort("the job has failed on another host, so what runs here is ended");
        } else if (message instanceof TeamMessage.Verdict said) {
            end(said);
        }
    }

    private synchronized void arrive(TeamConnection toLeader, String key) {
        log.info("joined " + settings.leader() + ", which leads");
        connection = toLeader;
        leaderKey = key;
        notifyAll();
    }

    private synchronized void end(TeamMessage.Verdict said) {
        if (verdict == null) {
            verdict = said;
            if (said.failure() != null && settings.mustAllSucceed()) {
                signals.abort("the job has failed, so what runs here is ended");
            }
            notifyAll();
        }
    }

    private synchronized void fail(Trouble first) {
        if (trouble == null && verdict == null && !closed) {
            trouble = first;
            signals.abort("the job fails, so what runs here is ended: "
                    + first.toFailure(null).cause());
        }
        notifyAll();
    }

    private void tellStop(UnixSignal signal) {
        tell(new TeamMessage.Stop(settings.host(), signal.name()));
    }

    private void tell(TeamMessage message) {
        TeamConnection toLeader;
        synchronized (this) {
            toLeader = connection;
        }
        if (toLeader != null) {
            toLeader.send(message);
        }
    }

    @Override
    public synchronized String awaitLeaderKey() throws InterruptedException {
        while (leaderKey == null && trouble == null) {
            wait();
        }
        if (leaderKey == null && trouble != null) {
            throw trouble.toException();
        }
        return String.valueOf(leaderKey);
    }

    @Override
    public void sayReady(String key) {
        tell(new TeamMessage.Ready(key));
    }

    @Override
    public Map<String, String> awaitReady() {
        return Map.of();
    }

    @Override
    public synchronized boolean awaitEnd(Duration grace) throws InterruptedException {
        while (!isOver()) {
            Duration left = signals.leftOf(grace);
            if (left.isZero()) {
                return false;
            }
            await(left, this::isOver);
        }
        return true;
    }

    private boolean isOver() {
        return verdict != null || trouble != null;
    }

    @Override
    public Outcome conclude(Outcome own) {
        Failure failure = own instanceof Outcome.Failed failed ? failed.failure() : null;
        try {
            return settle(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return own;
        }
    }

    private Outcome settle(@Nullable Failure own) throws InterruptedException {
        if (own != null) {
            // Nobody to tell yet; if the leader is on its way, it should not have to wait for us.
            await(settings.times().lastWords(), () -> connection != null || trouble != null);
        }
        boolean wasAborted = signals.isAborted();
        tell(new TeamMessage.Ended(own, wasAborted));
        if (own == null) {
            awaitEnd(FOREVER);
        } else {
            Duration limit = settings.times().silence().plus(settings.times().lastWords());
            await(isConnected() ? limit : Duration.ZERO, this::isOver);
        }
        return outcome(wasAborted ? null : own, own);
    }

    private synchronized boolean isConnected() {
        return connection != null;
    }

    /**
     * Returns the job's outcome.
     *
     * @param cause why this host failed by itself; null if it did not
     * @param own why it failed at all
     */
    private synchronized Outcome outcome(@Nullable Failure cause, @Nullable Failure own) {
        if (verdict != null && verdict.failure() != null) {
            return new Outcome.Failed(verdict.failure());
        }
        if (verdict == null && trouble != null) {
            return new Outcome.Failed(trouble.toFailure(cause));
        }
        return own == null ? new Outcome.Succeeded() : new Outcome.Failed(own);
    }

    private synchronized boolean await(Duration limit, BooleanSupplier isTrue) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isTrue.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        heartbeat.close();
        signals.close();
        thread.interrupt();
        TeamConnection toLeader;
        synchronized (this) {
            toLeader = connection;
        }
        if (toLeader != null) {
            toLeader.close();
        }
    }
}
