package io.smcontainers.launcher.team;

import io.smcontainers.launcher.log.JobLog;

/** What a follower makes of what its leader says, or of its silence. */
final class FollowerEar implements LineListener {
    private static final String PART = ", which led the job,";

    private final TeamSettings settings;
    private final LeaderNews news;
    private final TeamSignals signals;
    private final TeamErrands errands;
    private final JobLog log;

    FollowerEar(TeamSettings settings, LeaderNews news, TeamSignals signals, TeamErrands errands, JobLog log) {
        this.settings = settings;
        this.news = news;
        this.signals = signals;
        this.errands = errands;
        this.log = log;
    }

    @Override
    public boolean heard(TeamLine line, TeamMessage message) {
        if (message instanceof TeamMessage.Welcome welcome) {
            news.arrive(line, welcome.key());
            errands.run(() -> log.info("joined " + settings.leader() + ", which leads"));
        } else if (message instanceof TeamMessage.Ping) {
            line.send(new TeamMessage.Beat());
        } else if (message instanceof TeamMessage.Stop stop) {
            errands.run(() -> signals.stopOf(stop));
        } else if (message instanceof TeamMessage.Abort) {
            abort("the job has failed on another host, so what runs here is ended");
        } else if (message instanceof TeamMessage.Verdict verdict) {
            end(verdict);
        }
        return true;
    }

    private void end(TeamMessage.Verdict verdict) {
        if (news.isEnd(verdict) && verdict.failure() != null && settings.mustAllSucceed()) {
            abort("the job has failed, so what runs here is ended");
        }
    }

    @Override
    public void ended(TeamLine line, String why) {
        lost(why);
    }

    /** Takes it that the leader cannot be reached, or not any more. */
    void lost(String why) {
        Trouble trouble = Trouble.lost(settings.leader(), PART, why);
        if (news.isLoss(trouble)) {
            abort("the job fails, so what runs here is ended: "
                    + trouble.toFailure(null).cause());
        }
    }

    private void abort(String why) {
        errands.run(() -> signals.abort(why));
    }
}
