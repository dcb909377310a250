package io.smcontainers.launcher.team;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.JobSignals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The team as its leader sees it, to whom all others have a line. */
public final class LeaderTeam implements HostTeam {
    private static final Duration FIRST_REPORT = Duration.ofSeconds(5);
    private static final Duration LONGEST_REPORT = Duration.ofSeconds(60);

    private final String sshKey;
    private final JobLog log;
    private final Roster roster;
    private final TeamErrands errands = new TeamErrands();
    private final TeamSignals signals;
    private final LeaderAlarm alarm;
    private final Deadline join;
    private final LeaderVerdict verdict;
    private final TeamDoor door;
    private final TeamThread thread;

    private LeaderTeam(TeamSettings settings, String sshKey, TeamDoor door, JobSignals job, JobLog log) {
        this.sshKey = sshKey;
        this.log = log;
        this.door = door;
        roster = new Roster(settings);
        signals =
                new TeamSignals(job, log, signal -> roster.tell(new TeamMessage.Stop(settings.host(), signal.name())));
        alarm = new LeaderAlarm(settings, roster, signals, errands);
        join = Deadline.in(settings.times().join());
        verdict = new LeaderVerdict(settings, roster, alarm, join);
        TeamLines lines =
                new TeamLines(settings, new LeaderEar(settings, sshKey, roster, alarm, signals, errands, log));
        thread = new TeamThread(
                lines, () -> lines.open(door), why -> log.warn("no more hosts can join, nor be heard: " + why));
    }

    /**
     * Starts to listen to the other hosts, and returns at once.
     *
     * @param sshKey told to all, empty if ssh is not used
     * @param job the signals that this host gets
     * @throws io.smcontainers.core.JobException if the port is taken
     */
    public static LeaderTeam open(TeamSettings settings, String sshKey, JobSignals job, JobLog log) {
        LeaderTeam team = new LeaderTeam(settings, sshKey, TeamDoor.at(settings), job, log);
        team.thread.start();
        return team;
    }

    @Override
    public JobSignals signals() {
        return signals.forProcesses();
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
        while (!roster.await(untilReport(report), this::isReadyOrTroubled)) {
            if (!roster.haveAllJoined() && join.isPast()) {
                alarm.sound(roster.giveUpAbsent());
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

    /** Who has not joined in time is given up then, and not when there is next something to say. */
    private Duration untilReport(Duration pause) {
        return roster.haveAllJoined() ? pause : min(pause, join.left());
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private boolean isReadyOrTroubled() {
        return roster.trouble() != null || roster.isEach(member -> member.sshKey != null);
    }

    @Override
    public boolean awaitEnd(Duration grace) {
        return true;
    }

    @Override
    public Outcome conclude(Outcome own) {
        Outcome outcome = own;
        try {
            outcome =
                    verdict.decide(own instanceof Outcome.Failed failed ? failed.failure() : null, signals.isAborted());
            verdict.tell(outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return outcome;
    }

    @Override
    public void close() {
        signals.close();
        thread.close();
        door.close();
        errands.close();
    }
}
