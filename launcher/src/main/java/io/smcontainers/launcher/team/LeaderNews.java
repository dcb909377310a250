package io.smcontainers.launcher.team;

import io.smcontainers.launcher.outcome.Failure;
import io.smcontainers.launcher.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a follower knows of its leader: the line to it, its key, its last word, or why it is lost. */
final class LeaderNews extends Awaited {
    /** What is to be told as soon as this host has been let in: a program may end before that. */
    private final List<TeamMessage> untold = new ArrayList<>();

    private @Nullable TeamLine line;
    private @Nullable String key;
    private @Nullable Trouble trouble;
    private TeamMessage.@Nullable Verdict verdict;

    /** Notes that the leader has let this host in. */
    synchronized void arrive(TeamLine toLeader, String leaderKey) {
        line = toLeader;
        key = leaderKey;
        untold.forEach(toLeader::send);
        untold.clear();
        notifyAll();
    }

    /** Notes the leader's last word; returns whether it is the first such. */
    synchronized boolean isEnd(TeamMessage.Verdict said) {
        if (verdict != null) {
            return false;
        }
        verdict = said;
        notifyAll();
        return true;
    }

    /** Notes that the leader is lost; returns whether that is news, and not what follows the end of the job. */
    synchronized boolean isLoss(Trouble lost) {
        if (trouble != null || verdict != null) {
            return false;
        }
        trouble = lost;
        notifyAll();
        return true;
    }

    /** Tells the leader, now or when this host has been let in, and does not wait for that. */
    synchronized void tell(TeamMessage message) {
        if (line != null) {
            line.send(message);
        } else {
            untold.add(message);
        }
    }

    synchronized boolean isJoined() {
        return line != null;
    }

    /** Returns whether there is nothing to come any more. */
    synchronized boolean isOver() {
        return verdict != null || trouble != null;
    }

    synchronized boolean isKeyKnown() {
        return key != null;
    }

    /** Returns the leader's key; throws if the leader was lost before it told it. */
    synchronized String key() {
        if (key == null && trouble != null) {
            throw trouble.toException();
        }
        return String.valueOf(key);
    }

    /**
     * Returns the job's outcome.
     *
     * @param cause why this host failed by itself; null if it did not
     * @param own why it failed at all
     */
    synchronized Outcome outcome(@Nullable Failure cause, @Nullable Failure own) {
        Failure told = verdict == null ? null : verdict.failure();
        if (told != null) {
            return new Outcome.Failed(told);
        }
        if (verdict == null && trouble != null) {
            return new Outcome.Failed(trouble.toFailure(cause));
        }
        return own == null ? new Outcome.Succeeded() : new Outcome.Failed(own);
    }
}
