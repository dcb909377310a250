package io.smcontainers.launcher.team;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.Failure;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.UnixSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The team as its leader sees it, to whom all others have a line. */
public final class LeaderTeam implements HostTeam {
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration FIRST_REPORT = Duration.ofSeconds(5);
    private static final Duration LONGEST_REPORT = Duration.ofSeconds(60);
    private static final int MAX_NAMED = 10;

    /** 200 hosts have 200 threads, which only wait. */
    private static final long STACK_BYTES = 256 * 1024;

    private final TeamSettings settings;
    private final String sshKey;
    private final JobLog log;
    private final ServerSocket server;
    private final TeamSignals signals;
    private final Heartbeat heartbeat;
    private final long startNanos = System.nanoTime();

    private final Map<String, Member> members = new LinkedHashMap<>();
    private @Nullable Trouble trouble;
    private TeamMessage.@Nullable Verdict verdict;

    private LeaderTeam(TeamSettings settings, String sshKey, ServerSocket server, JobSignals job, JobLog log) {
        this.settings = settings;
        this.sshKey = sshKey;
        this.server = server;
        this.log = log;
        this.signals = new TeamSignals(job, log, this::tellStop);
        this.heartbeat = new Heartbeat(settings.times().beat(), () -> tellAll(new TeamMessage.Beat()));
    }

    /**
     * Starts to listen to the other hosts, and returns at once.
     *
     * @param sshKey told to all, empty if ssh is not used
     * @param job the signals that this host gets
     * @throws JobException if the port is taken
     */
    public static LeaderTeam open(TeamSettings settings, String sshKey, JobSignals job, JobLog log) {
        ServerSocket server = listening(settings);
        LeaderTeam team = new LeaderTeam(settings, sshKey, server, job, log);
        start("team-door", team::admitAll);
        return team;
    }

    private static ServerSocket listening(TeamSettings settings) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(settings.port()), settings.hosts().size());
            return server;
        } catch (IOException e) {
            throw new JobException(
                    ErrorCode.IO_FAILED,
                    "port " + settings.port() + ", on which " + settings.host()
                            + " listens to the other hosts, cannot be had: " + e.getMessage() + "; set "
                            + TeamPort.VARIABLE + " to another one on all hosts",
                    e);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public JobSignals signals() {
        return signals.forProcesses();
    }

    private void admitAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start("team-member", () -> listen(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    log.warn("no more hosts can join: " + e.getMessage());
                }
                return;
            }
        }
    }

    private void listen(Socket socket) {
        Member member = null;
        try (TeamConnection connection =
                new TeamConnection(socket, settings.times().silence())) {
            if (!isInside(socket.getLocalAddress())) {
                return;
            }
            member = admit(connection, connection.receive());
            while (member != null) {
                handle(member, connection.receive());
            }
        } catch (IOException e) {
            if (member != null) {
                leave(member, String.valueOf(e.getMessage()));
            }
        }
    }

    /** What arrives through another network than the job's is nobody of ours. */
    private boolean isInside(InetAddress local) throws IOException {
        NetworkInterface through = NetworkInterface.getByInetAddress(local);
        return local.isLoopbackAddress()
                || through == null
                || NetworkInterface.getByName(settings.networkInterface()) == null
                || through.getName().equals(settings.networkInterface());
    }

    private synchronized @Nullable Member admit(TeamConnection connection, TeamMessage first) {
        if (!(first instanceof TeamMessage.Hello hello)
                || !hello.token().equals(settings.token())
                || !settings.hosts().contains(hello.host())
                || members.containsKey(hello.host())) {
            log.warn("a connection that is none of the team's was refused");
            return null;
        }
        Member member = new Member(hello.host(), connection);
        members.put(hello.host(), member);
        log.info("host " + hello.host() + " has joined (" + (members.size() + 1) + " of "
                + settings.hosts().size() + ")");
        connection.send(new TeamMessage.Welcome(sshKey));
        if (verdict != null) {
            connection.send(verdict);
            connection.finish();
        }
        notifyAll();
        return member;
    }

    private void handle(Member member, TeamMessage message) {
        if (message instanceof TeamMessage.Ping) {
            member.connection.send(new TeamMessage.Beat());
        } else if (message instanceof TeamMessage.Stop stop) {
            signals.stopOf(stop);
        } else {
            note(member, message);
        }
    }

    private synchronized void note(Member member, TeamMessage message) {
        if (message instanceof TeamMessage.Ready ready) {
            member.sshKey = ready.key();
        } else if (message instanceof TeamMessage.Ended ended) {
            member.ended = ended;
            Failure failure = ended.failure();
            if (failure != null && !ended.wasAborted()) {
                fail(Trouble.failed(member.host, failure));
            }
        }
        member.answered = true;
        notifyAll();
    }

    private synchronized void leave(Member member, String why) {
        member.gone = true;
        if (verdict == null) {
            fail(Trouble.lost(member.host, "", why));
        }
        notifyAll();
    }

    private synchronized void fail(Trouble first) {
        if (trouble == null && verdict == null) {
            trouble = first;
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
        List<Member> all;
        synchronized (this) {
            all = new ArrayList<>(members.values());
        }
        all.forEach(member -> member.connection.send(message));
    }

    @Override
    public String awaitLeaderKey() {
        return sshKey;
    }

    @Override
    public void sayReady(String key) {}

    @Override
    public synchronized Map<String, String> awaitReady() throws InterruptedException {
        Duration report = FIRST_REPORT;
        while (trouble == null && !isEach(member -> member.sshKey != null)) {
            long waited = System.nanoTime() - startNanos;
            if (!haveAllJoined() && waited > settings.times().join().toNanos()) {
                fail(notAppeared());
                break;
            }
            BooleanSupplier changed = () -> trouble != null || isEach(member -> member.sshKey != null);
            if (!await(report, changed)) {
                log.info("waiting for " + named(missing()));
                report = report.multipliedBy(2).compareTo(LONGEST_REPORT) < 0 ? report.multipliedBy(2) : LONGEST_REPORT;
            }
        }
        if (trouble != null) {
            throw trouble.toException();
        }
        Map<String, String> keys = new LinkedHashMap<>();
        members.values().forEach(member -> keys.put(member.host, String.valueOf(member.sshKey)));
        return keys;
    }

    private Trouble notAppeared() {
        return Trouble.lost(
                named(settings.hosts().stream().filter(this::isAbsent).toList()),
                "",
                "it has not joined on port " + settings.port() + " within "
                        + settings.times().join().toSeconds() + " s; did its container start, with the same train?");
    }

    private List<String> missing() {
        return settings.hosts().stream()
                .filter(host -> isAbsent(host) || members.containsKey(host) && members.get(host).sshKey == null)
                .map(host -> isAbsent(host) ? host + " (has not joined)" : host + " (is not ready)")
                .toList();
    }

    private boolean isAbsent(String host) {
        return !host.equals(settings.host()) && !members.containsKey(host);
    }

    private boolean haveAllJoined() {
        return members.size() == settings.hosts().size() - 1;
    }

    private boolean isEach(Predicate<Member> what) {
        return haveAllJoined() && members.values().stream().allMatch(what);
    }

    /** Waits until something is true, or the time is over; returns whether it is true. */
    private boolean await(Duration limit, BooleanSupplier isTrue) throws InterruptedException {
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
    public boolean awaitEnd(Duration grace) {
        return true;
    }

    @Override
    public Outcome conclude(Outcome own) {
        Outcome outcome;
        try {
            outcome = decide(own instanceof Outcome.Failed failed ? failed.failure() : null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = own;
        }
        tellVerdict(outcome instanceof Outcome.Failed failed ? failed.failure() : null);
        return outcome;
    }

    private synchronized Outcome decide(@Nullable Failure own) throws InterruptedException {
        boolean wasAborted = signals.isAborted();
        if (trouble == null && own != null) {
            awaitLastWords();
        } else if (trouble == null && settings.mustAllSucceed()) {
            awaitAllEnded();
        }
        Trouble elsewhere = trouble;
        if (elsewhere == null
                || elsewhere.failure() != null
                        && own != null
                        && !wasAborted
                        && isOwnTheCause(own, elsewhere.failure())) {
            return own == null ? new Outcome.Succeeded() : new Outcome.Failed(own);
        }
        return new Outcome.Failed(elsewhere.toFailure(wasAborted ? null : own));
    }

    private static boolean isOwnTheCause(Failure own, Failure other) {
        return TeamFailure.isConsequence(other) && !TeamFailure.isConsequence(own);
    }

    /** A program often fails because another host is gone, which is learned a moment later. */
    private void awaitLastWords() throws InterruptedException {
        members.values().forEach(member -> member.answered = false);
        tellAll(new TeamMessage.Ping());
        if (settings.mustAllSucceed()) {
            tellAll(new TeamMessage.Abort());
            await(
                    settings.times().lastWords(),
                    () -> isLoss()
                            || members.values().stream().allMatch(member -> member.ended != null || member.gone));
        }
        await(
                settings.times().silence(),
                () -> isLoss() || members.values().stream().allMatch(member -> member.answered || member.gone));
    }

    private boolean isLoss() {
        return trouble != null && trouble.isLoss();
    }

    private void awaitAllEnded() throws InterruptedException {
        Duration left = settings.times().join().minusNanos(System.nanoTime() - startNanos);
        if (!await(left.isNegative() ? Duration.ZERO : left, () -> trouble != null || haveAllJoined())) {
            fail(notAppeared());
        }
        while (trouble == null && !isEach(member -> member.ended != null)) {
            wait();
        }
    }

    private void tellVerdict(@Nullable Failure failure) {
        synchronized (this) {
            TeamMessage.Verdict said =
                    new TeamMessage.Verdict(failure == null || isToldAlready(failure) ? failure : words(failure));
            verdict = said;
            members.values().forEach(member -> {
                member.connection.send(said);
                member.connection.finish();
            });
            try {
                if (failure != null) {
                    await(settings.times().lastWords(), this::haveAllJoined);
                }
                await(FAREWELL, () -> members.values().stream().allMatch(member -> member.gone));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A leader that starts all processes speaks for all hosts. */
    private Failure words(Failure failure) {
        return settings.mustAllSucceed()
                ? TeamFailure.of(settings.host(), failure)
                : TeamFailure.toldBy(settings.host(), failure);
    }

    /** Whose words name a host already. */
    private boolean isToldAlready(Failure failure) {
        return trouble != null && failure.cause().equals(trouble.toFailure(null).cause());
    }

    @Override
    public void close() {
        heartbeat.close();
        signals.close();
        try {
            server.close();
        } catch (IOException e) {
            // Nobody listens any more, which is all that was wanted.
        }
        synchronized (this) {
            members.values().forEach(member -> member.connection.close());
        }
    }

    private static String named(List<String> hosts) {
        String names = String.join(", ", hosts.subList(0, Math.min(MAX_NAMED, hosts.size())));
        return hosts.size() > MAX_NAMED ? names + " and " + (hosts.size() - MAX_NAMED) + " more" : names;
    }
}
