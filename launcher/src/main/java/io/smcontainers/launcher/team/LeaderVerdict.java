package io.smcontainers.launcher.team;

import io.smcontainers.launcher.outcome.Failure;
import io.smcontainers.launcher.outcome.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the leader finds out how the job has ended, and tells the others. */
final class LeaderVerdict {
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final TeamSettings settings;
    private final Roster roster;
    private final LeaderAlarm alarm;
    private final Deadline join;

    /**
     * Prepares nothing yet.
     *
     * @param join until when all others have to have joined
     */
    LeaderVerdict(TeamSettings settings, Roster roster, LeaderAlarm alarm, Deadline join) {
        this.settings = settings;
        this.roster = roster;
        this.alarm = alarm;
        this.join = join;
    }

    /**
     * Returns the job's outcome.
     *
     * @param own why this host's program has failed; null if it has not
     * @param wasAborted whether it was ended because of another host
     */
    Outcome decide(@Nullable Failure own, boolean wasAborted) throws InterruptedException {
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
        roster.forgetAnswers();
        roster.tell(new TeamMessage.Ping());
        if (settings.mustAllSucceed()) {
            roster.tell(new TeamMessage.Abort());
            roster.await(
                    times.lastWords(),
                    () -> roster.isLoss() || roster.isEachMember(member -> member.ended || member.gone));
        }
        // Longer than the silence, so that a host that is lost just now is found to be.
        roster.await(
                times.silence().plus(times.lastWords()),
                () -> roster.isLoss() || roster.isEachMember(member -> member.answered || member.gone));
    }

    private void awaitAllEnded() throws InterruptedException {
        if (!roster.await(join.left(), () -> roster.trouble() != null || roster.haveAllJoined())) {
            alarm.sound(roster.giveUpAbsent());
        }
        roster.await(FOREVER, () -> roster.trouble() != null || roster.isEach(member -> member.ended));
    }

    /** Tells the others, and waits a moment until they have heard it. */
    void tell(Outcome outcome) throws InterruptedException {
        Failure failure = outcome instanceof Outcome.Failed failed ? words(failed.failure()) : null;
        TeamMessage.Verdict said = new TeamMessage.Verdict(failure);
        roster.end(said);
        roster.tell(said);
        roster.members().forEach(member -> member.line.finish());
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
}
