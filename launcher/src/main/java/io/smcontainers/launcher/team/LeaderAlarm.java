package io.smcontainers.launcher.team;

import org.jspecify.annotations.Nullable;

/** Ends what runs, here and where the same runs, when the job has failed on another host. */
final class LeaderAlarm {
    private final TeamSettings settings;
    private final Roster roster;
    private final TeamSignals signals;
    private final TeamErrands errands;

    LeaderAlarm(TeamSettings settings, Roster roster, TeamSignals signals, TeamErrands errands) {
        this.settings = settings;
        this.roster = roster;
        this.signals = signals;
        this.errands = errands;
    }

    /** Ends what runs, if there is trouble. */
    void sound(@Nullable Trouble first) {
        if (first == null) {
            return;
        }
        if (settings.mustAllSucceed()) {
            roster.tell(new TeamMessage.Abort());
        }
        errands.run(() -> signals.abort("the job fails, so what runs here is ended: "
                + first.toFailure(null).cause()));
    }
}
