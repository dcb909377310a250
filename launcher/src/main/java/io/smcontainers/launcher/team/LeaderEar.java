package io.smcontainers.launcher.team;

import io.smcontainers.launcher.log.JobLog;

/** What the leader makes of what the others say. */
final class LeaderEar implements LineListener {
    /** Who tries again and again would fill the log. */
    private static final int MAX_REFUSALS_SAID = 10;

    private final TeamSettings settings;
    private final String sshKey;
    private final Roster roster;
    private final LeaderAlarm alarm;
    private final TeamSignals signals;
    private final TeamErrands errands;
    private final JobLog log;
    private int refusals;

    LeaderEar(
            TeamSettings settings,
            String sshKey,
            Roster roster,
            LeaderAlarm alarm,
            TeamSignals signals,
            TeamErrands errands,
            JobLog log) {
        this.settings = settings;
        this.sshKey = sshKey;
        this.roster = roster;
        this.alarm = alarm;
        this.signals = signals;
        this.errands = errands;
        this.log = log;
    }

    @Override
    public boolean heard(TeamLine line, TeamMessage message) {
        String host = line.host();
        if (host == null) {
            return admit(line, message);
        }
        if (message instanceof TeamMessage.Ping) {
            line.send(new TeamMessage.Beat());
        } else if (message instanceof TeamMessage.Stop stop) {
            errands.run(() -> signals.stopOf(stop));
        } else {
            alarm.sound(roster.note(host, message));
        }
        return true;
    }

    private boolean admit(TeamLine line, TeamMessage first) {
        if (!(first instanceof TeamMessage.Hello hello) || !roster.admit(line, hello)) {
            sayRefused();
            return false;
        }
        line.belongsTo(hello.host());
        String count = roster.size() + " of " + settings.hosts().size();
        errands.run(() -> log.info("host " + hello.host() + " has joined (" + count + ")"));
        line.send(new TeamMessage.Welcome(sshKey));
        TeamMessage.Verdict said = roster.verdict();
        if (said != null) {
            line.send(said);
            line.finish();
        }
        return true;
    }

    private void sayRefused() {
        refusals++;
        if (refusals <= MAX_REFUSALS_SAID) {
            errands.run(() -> log.warn("a connection that is none of the team's was refused"));
        }
    }

    @Override
    public void ended(TeamLine line, String why) {
        String host = line.host();
        if (host != null) {
            alarm.sound(roster.leave(host, why));
        }
    }
}
