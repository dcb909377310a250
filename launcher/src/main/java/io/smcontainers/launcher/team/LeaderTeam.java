package io.smcontainers.launcher.team;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.Failure;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.UnixSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The team as its leader sees it, to whom all others have a line. */
public final class LeaderTeam implements HostTeam {
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration FIRST_REPORT = Duration.ofSeconds(5);
    private static final Duration LONGEST_REPORT = Duration.ofSeconds(60);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final TeamSettings settings;
    private final String sshKey;
    private final JobLog log;
    private final Roster roster;
    private final TeamSignals signals;
    private final Heartbeat heartbeat;
    private final TeamDoor door;
    private final long startNanos = System.nanoTime();

    private LeaderTeam(TeamSettings settings, String sshKey, TeamDoor door, JobSignals job, JobLog log) {
        this.settings = settings;
        this.sshKey = sshKey;
        this.log = log;
        this.roster = new Roster(settings);
        this.door = door;
        this.signals = new TeamSignals(job, log, this::tellStop);
        this.heartbeat = new Heartbeat(settings.times().beat(), () -> tellAll(new TeamMessage.Beat()));
    }

    /**
     * Starts to listen to the other hosts, and returns at once.
     *
     * @param sshKey told to all, empty if ssh is not used
     * @param job the signals that this host gets
     * @throws io.smcontainers.core.JobException if the port is taken
     */
    public static LeaderTeam open(TeamSettings settings, String sshKey, JobSignals job, JobLog log) {
        LeaderTeam team = new LeaderTeam(settings, sshKey, TeamDoor.at(settings, log), job, log);
        team.door.letIn(team::listen);
        return team;
    }

    @Override
    public JobSignals signals() {
        return signals.forProcesses();
    }

    private void listen(TeamConnection connection) {
        Member member = null;
        try {
            member = admit(connection, connection.receive());
            while (member != null) {
                handle(member, connection.receive());
            }
        } catch (IOException e) {
            if (member != null) {
                act(roster.leave(member, String.valueOf(e.getMessage())));
            }
        }
    }

    private @Nullable Member admit(TeamConnection connection, TeamMessage first) {
        Member member = roster.admit(connection, first);
        if (member == null) {
            log.warn("a connection that is none of the team's was refused");
            return null;
        }
        log.info("host " + member.host + " has joined (" + roster.size() + " of "
                + settings.hosts().size() + ")");
        connection.send(new TeamMessage.Welcome(sshKey));
        TeamMessage.Verdict said = roster.verdict();
        if (said != null) {
            connection.send(said);
            connection.finish();
        }
        return member;
    }

    private void handle(Member member, TeamMessage message) {
        if (message instanceof TeamMessage.Ping) {
            member.connection.send(new TeamMessage.Beat());
        } else if (message instanceof TeamMessage.Stop stop) {
            signals.stopOf(stop);
        } else {
            act(roster.note(member, message));
        }
    }

    /** Ends what runs, here and where the same runs. */
    private void act(@Nullable Trouble first) {
        if (first != null) {
            signals.abort("the job fails, so what runs here is ended: "
                    + first.toFailure(null).cause());
            if (settings.mustAllSucceed()) {
                tellAll(new TeamMessage.Abort());
            }
        }
    }

    private void tellStop(UnixSignal signal) {
        tellAll(new TeamMessage.Stop(settings.host(), signal.name()));
    }

    private void tellAll(TeamMessage message) {
        roster.members().forEach(member -> member.connection.send(message));
    }

    @Override
    public String awaitLeaderKey() {
        return sshKey;
    }

    @Override
    public void sayReady(String key) {}

    @Override
    public Map<String, String> awaitReady() throws InterruptedException {
        Duration report = FIRST_REPORT;
        while (!roster.await(report, this::isReadyOrTroubled)) {
            if (!roster.haveAllJoined() && leftToJoin().isZero()) {
                act(roster.first(roster.notAppeared()));
                break;
            }
            log.info("waiting for " + roster.missing());
            report = min(report.multipliedBy(2), LONGEST_REPORT);
        }
        Trouble trouble = roster.trouble();
        if (trouble != null) {
            throw trouble.toException();
        }
        Map<String, String> keys = new LinkedHashMap<>();
        roster.members().forEach(member -> keys.put(member.host, String.valueOf(member.sshKey)));
        return keys;
    }

    private boolean isReadyOrTroubled() {
        return roster.trouble() != null || roster.isEach(member -> member.sshKey != null);
    }

    private Duration leftToJoin() {
        Duration left = settings.times().join().minusNanos(System.nanoTime() - startNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public boolean awaitEnd(Duration grace) {
        return true;
    }

    @Override
    public Outcome conclude(Outcome own) {
        Outcome outcome = own;
        try {
            outcome = decide(own instanceof Outcome.Failed failed ? failed.failure() : null);
            tellVerdict(outcome instanceof Outcome.Failed failed ? failed.failure() : null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return outcome;
    }

    private Outcome decide(@Nullable Failure own) throws InterruptedException {
        boolean wasAborted = signals.isAborted();
        if (roster.trouble() == null && own != null) {
            awaitLastWords();
        } else if (roster.trouble() == null && settings.mustAllSucceed()) {
            awaitAllEnded();
        }
        Trouble elsewhere = roster.trouble();
        if (elsewhere == null) {
            return own == null ? new Outcome.Succeeded() : new Outcome.Failed(own);
        }
        Failure other = elsewhere.failure();
        boolean isOwnTheCause = other != null
                && own != null
                && !wasAborted
                && TeamFailure.isConsequence(other)
                && !TeamFailure.isConsequence(own);
        return new Outcome.Failed(isOwnTheCause ? own : elsewhere.toFailure(wasAborted ? null : own));
    }

    /** A program often fails because another host is gone, which is learned a moment later. */
    private void awaitLastWords() throws InterruptedException {
        TeamSettings.Times times = settings.times();
        roster.askAgain();
        tellAll(new TeamMessage.Ping());
        if (settings.mustAllSucceed()) {
            tellAll(new TeamMessage.Abort());
            roster.await(
                    times.lastWords(),
                    () -> roster.isLoss() || roster.isEachMember(member -> member.ended != null || member.gone));
        }
        // Longer than the silence, so that a host that is lost just now is found to be.
        roster.await(
                times.silence().plus(times.lastWords()),
                () -> roster.isLoss() || roster.isEachMember(member -> member.answered || member.gone));
    }

    private void awaitAllEnded() throws InterruptedException {
        if (!roster.await(leftToJoin(), () -> roster.trouble() != null || roster.haveAllJoined())) {
            act(roster.first(roster.notAppeared()));
        }
        roster.await(FOREVER, () -> roster.trouble() != null || roster.isEach(member -> member.ended != null));
    }

    private void tellVerdict(@Nullable Failure failure) throws InterruptedException {
        TeamMessage.Verdict said = new TeamMessage.Verdict(failure == null ? null : words(failure));
        roster.end(said);
        roster.members().forEach(member -> {
            member.connection.send(said);
            member.connection.finish();
        });
        if (failure != null) {
            // Who is just about to join should learn it too.
            roster.await(settings.times().lastWords(), roster::haveAllJoined);
        }
        roster.await(FAREWELL, () -> roster.isEachMember(member -> member.gone));
    }

    /** A leader that starts all processes speaks for all hosts; other words name the host, unless they do already. */
    private Failure words(Failure failure) {
        Trouble trouble = roster.trouble();
        if (trouble != null && failure.cause().equals(trouble.toFailure(null).cause())) {
            return failure;
        }
        return settings.mustAllSucceed()
                ? TeamFailure.of(settings.host(), failure)
                : TeamFailure.toldBy(settings.host(), failure);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    @Override
    public void close() {
        heartbeat.close();
        signals.close();
        door.close();
        roster.members().forEach(member -> member.connection.close());
    }
}
