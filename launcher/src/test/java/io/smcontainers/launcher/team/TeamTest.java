package io.smcontainers.launcher.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.ErrorKind;
import io.smcontainers.launcher.TestLog;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.outcome.Failure;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.UnixSignal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts that are addresses of the loopback interface. */
@Timeout(60)
class TeamTest {
    private static final String LEADER = "127.0.0.1";
    private static final String SECOND = "127.0.0.2";
    private static final String THIRD = "127.0.0.3";
    private static final Outcome SUCCESS = new Outcome.Succeeded();

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final JobSignals signals = new JobSignals();
    private final JobSignals otherSignals = new JobSignals();
    private final TestLog log = new TestLog();
    private int port;
    private boolean mustAllSucceed;
    private Duration join = Duration.ofSeconds(30);
    private Duration silence = Duration.ofSeconds(20);

    @BeforeEach
    void findPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Test
    void keysAreExchangedAndTheLeadersSuccessIsTold() throws Exception {
        HostTeam second = follower(SECOND);
        HostTeam leader = leader();
        assertThat(second.awaitLeaderKey()).isEqualTo("key of leader");
        second.sayReady("key of second");
        assertThat(leader.awaitReady()).isEqualTo(Map.of(SECOND, "key of second"));

        CompletableFuture<Outcome> end = later(() -> {
            second.awaitEnd(Duration.ofMinutes(1));
            return second.conclude(SUCCESS);
        });
        assertThat(end).isNotDone();
        assertThat(leader.conclude(SUCCESS)).isEqualTo(SUCCESS);
        assertThat(result(end)).isEqualTo(SUCCESS);
    }

    @Test
    void theLeadersFailureIsTheFollowersWithItsText() throws Exception {
        HostTeam leader = leader();
        HostTeam second = ready(SECOND);
        CompletableFuture<Outcome> end = later(() -> second.conclude(SUCCESS));

        leader.conclude(failed(9, "ValueError: x"));

        Failure told = failure(result(end));
        assertThat(told.exitCode()).isEqualTo(9);
        assertThat(told.cause()).isEqualTo("ValueError: x");
        assertThat(told.text())
                .contains("ErrorMessage \"ValueError: x")
                .endsWith("told by host 127.0.0.1, which led the job\"");
    }

    @Test
    void aFollowersFailureEndsTheLeader() throws Exception {
        HostTeam leader = leader();
        HostTeam second = ready(SECOND);
        CompletableFuture<UnixSignal> end = firstSignal(leader);
        CompletableFuture<Outcome> followers = later(() -> second.conclude(failed(3, "no disk")));

        assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(UnixSignal.TERM);
        Failure told = failure(leader.conclude(failed(143, "ended by SIGTERM")));

        assertThat(told.cause()).isEqualTo("on host 127.0.0.2: no disk");
        assertThat(failure(result(followers)).cause()).isEqualTo("on host 127.0.0.2: no disk");
        assertThat(signals.isStopRequested()).as("nobody asked for a stop").isFalse();
    }

    @Test
    void aFollowerThatIsGoneIsNamed() throws Exception {
        HostTeam leader = leader();
        HostTeam second = ready(SECOND);
        CompletableFuture<UnixSignal> end = firstSignal(leader);
        second.close();

        assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(UnixSignal.TERM);
        Failure told = failure(leader.conclude(failed(143, "ended")));
        assertThat(told.exitCode()).isEqualTo(69);
        assertThat(told.text())
                .startsWith("ExecuteUserScriptError: host 127.0.0.2 was lost: its connection was closed;")
                .as("what the loss led to says nothing")
                .doesNotContain("ExtraInfo");
    }

    @Test
    void aLeaderThatIsGoneIsNamed() throws Exception {
        HostTeam leader = leader();
        HostTeam second = ready(SECOND);
        leader.close();

        second.awaitEnd(Duration.ofMinutes(1));
        assertThat(failure(second.conclude(SUCCESS)).cause())
                .startsWith("host 127.0.0.1, which led the job, was lost: its connection was closed");
    }

    @Test
    void aHostThatIsSilentIsLost() throws Exception {
        silence = Duration.ofMillis(300);
        HostTeam leader = leader();
        added(joined(SECOND));
        leader.awaitReady();
        CompletableFuture<UnixSignal> end = firstSignal(leader);
        assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(UnixSignal.TERM);
        assertThat(failure(leader.conclude(SUCCESS)).cause())
                .startsWith("host 127.0.0.2 was lost: nothing was heard of it for 0.3 s");
    }

    @Test
    void aLossThatIsLearnedAfterTheProgramsFailureIsStillTheCause() throws Exception {
        silence = Duration.ofMillis(500);
        HostTeam leader = leader();
        added(joined(SECOND));
        leader.awaitReady();
        Failure told = failure(leader.conclude(failed(1, "Connection reset by peer")));
        assertThat(told.cause()).startsWith("host 127.0.0.2 was lost");
        assertThat(told.text()).endsWith("ExtraInfo \"this host then failed of: Connection reset by peer\"");
    }

    @Test
    void aHostThatDoesNotAppearIsNamed() {
        join = Duration.ofMillis(200);
        HostTeam leader = leader();
        assertThatThrownBy(leader::awaitReady)
                .hasMessageContaining("host 127.0.0.2 was lost: it has not joined on port " + port);
    }

    @Test
    void aLeaderThatDoesNotAppearIsNamed() {
        join = Duration.ofMillis(200);
        HostTeam second = follower(SECOND);
        assertThatThrownBy(second::awaitLeaderKey).hasMessageContaining("it did not answer on port " + port);
    }

    @Test
    void whoDoesNotBelongIsNotLetIn() throws Exception {
        leader();
        for (String hello : List.of(
                "{\"type\":\"hello\",\"host\":\"127.0.0.2\",\"token\":\"other\"}\n",
                "{\"type\":\"hello\",\"host\":\"127.0.0.9\",\"token\":\"t\"}\n",
                "{\"type\":\"verdict\"}\n")) {
            try (Socket stranger = new Socket(InetAddress.getByName(LEADER), port)) {
                stranger.getOutputStream().write(hello.getBytes(StandardCharsets.UTF_8));
                assertThat(stranger.getInputStream().read()).as(hello).isEqualTo(-1);
            }
        }
    }

    @Test
    void aStopOnOneHostStopsAll() throws Exception {
        HostTeam leader = leader();
        HostTeam second = ready(SECOND);
        CompletableFuture<UnixSignal> end = firstSignal(leader);

        otherSignals.receive(UnixSignal.TERM);

        assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(UnixSignal.TERM);
        assertThat(signals.stopSignal()).contains(UnixSignal.TERM);
        assertThat(second.signals().isStopRequested()).isTrue();
    }

    @Test
    void aFollowerWaitsNoLongerThanTheGraceForTheEndOfAStoppedJob() throws Exception {
        HostTeam leader = leader();
        HostTeam second = ready(SECOND);
        otherSignals.receive(UnixSignal.TERM);
        assertThat(second.awaitEnd(Duration.ofMillis(100))).isFalse();
        leader.conclude(SUCCESS);
        assertThat(second.conclude(SUCCESS)).isEqualTo(SUCCESS);
    }

    @Test
    void togetherAllMustHaveSucceeded() throws Exception {
        mustAllSucceed = true;
        HostTeam leader = leader(LEADER, SECOND, THIRD);
        HostTeam second = ready(SECOND);
        HostTeam third = ready(THIRD);
        CompletableFuture<Outcome> first = later(() -> leader.conclude(SUCCESS));
        CompletableFuture<Outcome> other = later(() -> second.conclude(SUCCESS));
        assertThat(first).isNotDone();

        assertThat(third.conclude(SUCCESS)).isEqualTo(SUCCESS);
        assertThat(result(first)).isEqualTo(SUCCESS);
        assertThat(result(other)).isEqualTo(SUCCESS);
    }

    @Test
    void aProgramMayEndBeforeItsHostHasBeenLetIn() throws Exception {
        mustAllSucceed = true;
        HostTeam second = follower(SECOND);
        CompletableFuture<Outcome> end = later(() -> second.conclude(SUCCESS));
        assertThatThrownBy(() -> end.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        assertThat(leader().conclude(SUCCESS)).isEqualTo(SUCCESS);

        assertThat(result(end)).isEqualTo(SUCCESS);
    }

    @Test
    void togetherOneFailureIsThatOfAll() throws Exception {
        mustAllSucceed = true;
        HostTeam leader = leader(LEADER, SECOND, THIRD);
        HostTeam second = ready(SECOND);
        HostTeam third = ready(THIRD);
        CompletableFuture<Outcome> first = later(() -> leader.conclude(SUCCESS));
        CompletableFuture<UnixSignal> end = firstSignal(second);
        CompletableFuture<Outcome> thirds = later(() -> third.conclude(failed(4, "bad data")));

        assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(UnixSignal.TERM);
        Failure told = failure(second.conclude(failed(143, "ended by SIGTERM")));
        assertThat(told.cause()).isEqualTo("on host 127.0.0.3: bad data");
        assertThat(failure(result(first)).exitCode()).isEqualTo(4);
        assertThat(failure(result(thirds)).exitCode()).isEqualTo(4);
    }

    @Test
    void aFailureOfManyWordsArrivesWhole() throws Exception {
        HostTeam leader = leader();
        HostTeam second = ready(SECOND);
        CompletableFuture<Outcome> end = later(() -> second.conclude(SUCCESS));
        String cause = "ä".repeat(30_000);

        leader.conclude(failed(9, cause));

        assertThat(failure(result(end)).cause()).isEqualTo(cause);
    }

    @Test
    void aStrangerThatSendsRubbishIsNotListenedToForLong() throws Exception {
        leader();
        try (Socket stranger = new Socket(LEADER, port)) {
            stranger.getOutputStream().write(new byte[TeamMessage.SHORT_BYTES + 1]);
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aStrangerThatNeverEndsItsFirstWordIsSentAway() throws Exception {
        silence = Duration.ofMillis(300);
        leader();
        try (Socket stranger = new Socket(LEADER, port)) {
            stranger.setSoTimeout(20);
            assertThatThrownBy(() -> {
                        while (readsNothing(stranger)) {
                            stranger.getOutputStream().write(' ');
                        }
                        throw new IOException("closed");
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void strangersThatSayNothingDoNotKeepAHostOut() throws Exception {
        leader();
        try (Socket first = new Socket(LEADER, port)) {
            for (int i = 0; i < 66; i++) {
                added(new Socket(LEADER, port));
            }
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            assertThat(follower(SECOND).awaitLeaderKey()).isEqualTo("key of leader");
        }
    }

    @Test
    void aHostThatDoesNotReadHoldsUpNobodyAndIsGivenUp() throws Exception {
        HostTeam leader = leader(LEADER, SECOND, THIRD);
        HostTeam second = ready(SECOND);
        CompletableFuture<UnixSignal> end = firstSignal(leader);
        try (Socket deaf = joined(THIRD)) {
            byte[] questions = "{\"type\": \"ping\"}\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> {
                        while (true) {
                            deaf.getOutputStream().write(questions);
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(UnixSignal.TERM);
            CompletableFuture<Outcome> others = later(() -> second.conclude(SUCCESS));
            assertThat(failure(leader.conclude(SUCCESS)).cause())
                    .startsWith("host 127.0.0.3 was lost: it does not take what it is told");
            assertThat(failure(result(others)).cause()).startsWith("host 127.0.0.3 was lost");
        }
    }

    @Test
    void aLogThatNobodyReadsDoesNotMakeTheLeaderSilent() throws Exception {
        silence = Duration.ofMillis(500);
        CountDownLatch read = new CountDownLatch(1);
        JobLog unread = new JobLog(new StuckStream(read), Clock.systemUTC(), new Redactor());
        try (HostTeam leader = LeaderTeam.open(settings(LEADER, List.of(LEADER, SECOND)), "key", signals, unread)) {
            HostTeam second = ready(SECOND);
            CompletableFuture<Outcome> end = later(() -> second.conclude(SUCCESS));
            assertThatThrownBy(() -> end.get(1_500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            read.countDown();
            leader.conclude(SUCCESS);
            assertThat(result(end)).isEqualTo(SUCCESS);
        }
    }

    private Socket joined(String host) throws IOException {
        Socket socket = new Socket(LEADER, port);
        socket.getOutputStream()
                .write(("{\"type\":\"hello\",\"host\":\"" + host
                                + "\",\"token\":\"t\"}\n{\"type\":\"ready\",\"key\":\"k\"}\n")
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static boolean readsNothing(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    /** Takes nothing before it may. */
    private static final class StuckStream extends OutputStream {
        private final CountDownLatch mayGoOn;

        StuckStream(CountDownLatch mayGoOn) {
            this.mayGoOn = mayGoOn;
        }

        @Override
        public void write(int b) throws IOException {
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
    }

    private HostTeam leader() {
        return leader(LEADER, SECOND);
    }

    private HostTeam leader(String... hosts) {
        return added(LeaderTeam.open(settings(LEADER, List.of(hosts)), "key of leader", signals, log.log()));
    }

    private HostTeam follower(String host) {
        return added(FollowerTeam.join(settings(host, List.of(LEADER, host)), otherSignals, log.log()));
    }

    private HostTeam ready(String host) throws InterruptedException {
        HostTeam team = follower(host);
        team.awaitLeaderKey();
        team.sayReady("key");
        return team;
    }

    private TeamSettings settings(String host, List<String> hosts) {
        return new TeamSettings(
                host,
                hosts,
                mustAllSucceed,
                "t",
                port,
                "lo",
                new TeamSettings.Times(join, silence, Duration.ofMillis(50), Duration.ofSeconds(2)));
    }

    private <T extends AutoCloseable> T added(T one) {
        opened.add(one);
        return one;
    }

    private static CompletableFuture<UnixSignal> firstSignal(HostTeam team) {
        CompletableFuture<UnixSignal> first = new CompletableFuture<>();
        team.signals().subscribe(first::complete);
        return first;
    }

    private static CompletableFuture<Outcome> later(Callable<Outcome> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                runnable -> new Thread(runnable).start());
    }

    private static Outcome result(CompletableFuture<Outcome> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(30, TimeUnit.SECONDS);
    }

    private static Outcome failed(int exitCode, String cause) {
        String text = "ExecuteUserScriptError:\nExitCode " + exitCode + "\nErrorMessage \"" + cause + "\nmore\"";
        return new Outcome.Failed(new Failure(
                ErrorCode.USER_PROGRAM_FAILED, ErrorKind.USER, exitCode, cause, List.of("train.py, line 1"), text));
    }

    private static Failure failure(Outcome outcome) {
        return ((Outcome.Failed) outcome).failure();
    }
}
