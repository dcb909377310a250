package io.smcontainers.launcher.team;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.Failure;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.JobSignals;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The team as one of those sees it that do not lead: a line to the leader. */
public final class FollowerTeam implements HostTeam {
    private static final Duration FOREVER = Duration.ofDays(365);

    private final TeamSettings settings;
    private final JobLog log;
    private final LeaderNews news = new LeaderNews();
    private final TeamErrands errands = new TeamErrands();
    private final TeamSignals signals;
    private final TeamLines lines;
    private final TeamThread thread;

    private FollowerTeam(TeamSettings settings, JobSignals job, JobLog log) {
        this.settings = settings;
        this.log = log;
        signals = new TeamSignals(job, log, signal -> news.tell(new TeamMessage.Stop(settings.host(), signal.name())));
        FollowerEar ear = new FollowerEar(settings, news, signals, errands, log);
        lines = new TeamLines(settings, ear);
        thread = new TeamThread(lines, this::sayHello, ear::lost);
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

    private void sayHello() throws IOException, InterruptedException {
        TeamLine toLeader = lines.add(new LeaderSearch(settings, log).connect());
        toLeader.belongsTo(settings.leader());
        toLeader.send(new TeamMessage.Hello(settings.host(), settings.token()));
    }

    @Override
    public JobSignals signals() {
        return signals.forProcesses();
    }

    @Override
    public String awaitLeaderKey() throws InterruptedException {
        news.await(FOREVER, () -> news.isKeyKnown() || news.isOver());
        return news.key();
    }

    @Override
    public void sayReady(String key) {
        news.tell(new TeamMessage.Ready(key));
    }

    @Override
    public Map<String, String> awaitReady() {
        return Map.of();
    }

    @Override
    public boolean awaitEnd(Duration grace) throws InterruptedException {
        while (!news.isOver()) {
            Duration left = signals.leftOf(grace);
            if (left.isZero()) {
                return false;
            }
            news.await(left, news::isOver);
        }
        return true;
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
        Duration lastWords = settings.times().lastWords();
        if (own != null) {
            // Nobody to tell yet; if the leader is on its way, it should not have to wait for us.
            news.await(lastWords, () -> news.isJoined() || news.isOver());
        }
        boolean wasAborted = signals.isAborted();
        news.tell(new TeamMessage.Ended(own, wasAborted));
        if (own == null) {
            awaitEnd(FOREVER);
        } else if (news.isJoined()) {
            news.await(settings.times().silence().plus(lastWords), news::isOver);
        }
        return news.outcome(wasAborted ? null : own, own);
    }

    @Override
    public void close() {
        signals.close();
        thread.close();
        errands.close();
    }
}
