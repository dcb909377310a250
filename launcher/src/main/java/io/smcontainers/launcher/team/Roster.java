package io.smcontainers.launcher.team;

import io.smcontainers.launcher.outcome.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the leader knows of the other hosts: who has joined, what each has said, the first trouble, and how the job has ended. */
final class Roster extends Awaited {
    private static final int MAX_NAMED = 10;

    private final TeamSettings settings;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private @Nullable Trouble trouble;
    private TeamMessage.@Nullable Verdict verdict;

    Roster(TeamSettings settings) {
        this.settings = settings;
    }

    /** Adds a host; returns whether it is one that is expected. */
    synchronized boolean admit(TeamLine line, TeamMessage.Hello hello) {
        if (!hello.token().equals(settings.token())
                || !isAbsent(hello.host())
                || !settings.hosts().contains(hello.host())) {
            return false;
        }
        members.put(hello.host(), new Member(hello.host(), line));
        notifyAll();
        return true;
    }

    /** Notes what a host that has joined said; returns the trouble that this is, if it is one and the first. */
    synchronized @Nullable Trouble note(String host, TeamMessage message) {
        Member member = members.get(host);
        if (!member.answered || !(message instanceof TeamMessage.Beat)) {
            member.answered = true;
            notifyAll();
        }
        if (message instanceof TeamMessage.Ready ready) {
            member.sshKey = ready.key();
        } else if (message instanceof TeamMessage.Ended ended) {
            member.ended = true;
            Failure failure = ended.failure();
            if (failure != null && !ended.wasAborted()) {
                return first(Trouble.failed(host, failure));
            }
        }
        return null;
    }

    /** Notes that a host that has joined is gone; returns the trouble that this is, if it is one and the first. */
    synchronized @Nullable Trouble leave(String host, String why) {
        members.get(host).gone = true;
        notifyAll();
        return first(Trouble.lost(host, "", why));
    }

    /** Notes that some hosts have not joined in time; returns the trouble that this is, if it is the first. */
    synchronized @Nullable Trouble giveUpAbsent() {
        return first(notAppeared());
    }

    private @Nullable Trouble first(Trouble candidate) {
        if (trouble != null || verdict != null) {
            return null;
        }
        trouble = candidate;
        notifyAll();
        return candidate;
    }

    synchronized @Nullable Trouble trouble() {
        return trouble;
    }

    /** Notes how the job has ended; from then on no host that leaves is trouble. */
    synchronized void end(TeamMessage.Verdict said) {
        verdict = said;
    }

    synchronized TeamMessage.@Nullable Verdict verdict() {
        return verdict;
    }

    synchronized List<Member> members() {
        return new ArrayList<>(members.values());
    }

    /** Tells all that have joined. */
    void tell(TeamMessage message) {
        byte[] bytes = message.toBytes();
        members().forEach(member -> member.line.send(bytes));
    }

    /** Returns how many hosts there are by now, with the leader. */
    synchronized int size() {
        return members.size() + 1;
    }

    /** Forgets the signs of life of before. */
    synchronized void forgetAnswers() {
        members.values().forEach(member -> member.answered = false);
    }

    synchronized boolean haveAllJoined() {
        return size() == settings.hosts().size();
    }

    /** Returns whether all have joined, and something is true of each. */
    synchronized boolean isEach(Predicate<Member> what) {
        return haveAllJoined() && isEachMember(what);
    }

    /** Returns whether something is true of each that has joined. */
    synchronized boolean isEachMember(Predicate<Member> what) {
        return members.values().stream().allMatch(what);
    }

    /** Returns whether a host was lost, which is the cause of whatever else has failed. */
    synchronized boolean isLoss() {
        return trouble != null && trouble.isLoss();
    }

    private Trouble notAppeared() {
        return Trouble.lost(
                named(settings.hosts().stream().filter(this::isAbsent).toList()),
                "",
                "it has not joined on port " + settings.port() + " within "
                        + settings.times().join().toSeconds() + " s; did its container start, with the same train?");
    }

    /** Returns for people who is waited for. */
    synchronized String missing() {
        return named(settings.hosts().stream()
                .filter(host -> isAbsent(host) || members.containsKey(host) && members.get(host).sshKey == null)
                .map(host -> isAbsent(host) ? host + " (has not joined)" : host + " (is not ready)")
                .toList());
    }

    private boolean isAbsent(String host) {
        return !host.equals(settings.host()) && !members.containsKey(host);
    }

    private static String named(List<String> hosts) {
        String names = String.join(", ", hosts.subList(0, Math.min(MAX_NAMED, hosts.size())));
        return hosts.size() > MAX_NAMED ? names + " and " + (hosts.size() - MAX_NAMED) + " more" : names;
    }
}
