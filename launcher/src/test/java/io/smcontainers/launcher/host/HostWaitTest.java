package io.smcontainers.launcher.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.TestJob;
import io.smcontainers.launcher.TestLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostWaitTest {
    private static final HostWait.Pause NO_PAUSE = pause -> fail("there was a pause of %s", pause);

    private final TestLog log = new TestLog();
    private final List<Duration> pauses = new ArrayList<>();
    private final TestClock clock = new TestClock();

    /** A clock that only pauses move. */
    private static final class TestClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void twoHundredHostsThatAreThereAreFoundInOneRound() throws Exception {
        Set<String> asked = ConcurrentHashMap.newKeySet();

        new HostWait(asked::add, clock, NO_PAUSE, log.log()).await(hosts(200));

        assertThat(asked).hasSize(200);
        assertThat(log.text()).isEmpty();
    }

    @Test
    void onlyTheHostsThatAreMissingAreAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HostResolver lateHost = host -> asked.incrementAndGet() > 3 || !host.equals("algo-2");

        hostWait(lateHost).await(hosts(3));

        assertThat(asked).hasValue(4);
        assertThat(pauses).containsExactly(Duration.ofMillis(100));
        assertThat(log.infos()).containsExactly("waiting for algo-2: no address yet (1 of 3)");
    }

    @Test
    void pausesGrowFromATenthOfASecondToHalfAMinute() throws Exception {
        AtomicInteger rounds = new AtomicInteger();

        hostWait(host -> rounds.incrementAndGet() > 12).await(List.of("algo-2"));

        assertThat(pauses.stream().map(Duration::toMillis))
                .containsExactly(
                        100L, 200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 25_600L, 30_000L, 30_000L, 30_000L);
    }

    @Test
    void afterAQuarterOfAnHourTheMissingHostsAreNamed() {
        assertThatThrownBy(() -> hostWait(host -> host.equals("algo-1")).await(hosts(3)))
                .hasMessage("no address for algo-2, algo-3 after 15 minutes (2 of 3 hosts): did their containers start,"
                        + " and are they on the same network?")
                .extracting(e -> ((JobException) e).code())
                .isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        assertThat(Duration.between(Instant.EPOCH, clock.instant()))
                .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(15).plusSeconds(30));
    }

    @Test
    void ofManyMissingHostsTenAreNamed() {
        assertThatThrownBy(() -> hostWait(host -> false).await(hosts(200)))
                .hasMessageStartingWith("no address for algo-1, algo-2, algo-3, algo-4, algo-5, algo-6, algo-7, algo-8,"
                        + " algo-9, algo-10 and 190 more after 15 minutes (200 of 200 hosts)");
    }

    @Test
    void aResolverThatFailsIsAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HostResolver shaky = host -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no name service");
            }
            return true;
        };

        hostWait(shaky).await(List.of("algo-2"));

        assertThat(pauses).hasSize(1);
    }

    @Test
    void anInterruptEndsTheWait() {
        HostWait interrupted = new HostWait(
                host -> false,
                clock,
                pause -> {
                    throw new InterruptedException();
                },
                log.log());

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> interrupted.await(hosts(2)));
    }

    @Test
    void anInterruptEndsTheWaitForAResolverThatHangs() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        HostResolver hanging = host -> {
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                // As a look-up in the C library, which nothing interrupts.
            }
            return true;
        };
        FutureTask<Boolean> wait = new FutureTask<>(() -> {
            hostWait(hanging).await(List.of("algo-2"));
            return true;
        });
        Thread thread = new Thread(wait);
        thread.start();
        asked.await();

        thread.interrupt();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> wait.get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void whoIsAloneNeverWaits(@TempDir Path base) throws Exception {
        TestJob alone = new TestJob(base).hosts("never.invalid");
        HostWait.await(alone.build().environment().cluster(), Map.of(), log.log());
        assertThat(log.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE"})
    void inStudiosLocalModeNobodyWaits(String mode, @TempDir Path base) throws Exception {
        TestJob two = new TestJob(base).hosts("never.invalid", "ever.invalid");
        HostWait.await(two.build().environment().cluster(), Map.of("SM_STUDIO_LOCAL_MODE", mode), log.log());
        assertThat(log.text()).isEmpty();
    }

    @Test
    void whoHasOthersWaitsForThem(@TempDir Path base) throws Exception {
        TestJob two = new TestJob(base).hosts("localhost", "never.invalid");
        Map<String, String> variables = Map.of("SM_STUDIO_LOCAL_MODE", "false");
        FutureTask<Boolean> wait = new FutureTask<>(() -> {
            HostWait.await(two.build().environment().cluster(), variables, log.log());
            return true;
        });
        Thread thread = new Thread(wait);
        thread.start();

        log.output().awaitText("waiting for never.invalid: no address yet (1 of 2)");

        thread.interrupt();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> wait.get(10, TimeUnit.SECONDS));
    }

    private HostWait hostWait(HostResolver resolver) {
        return new HostWait(
                resolver,
                clock,
                pause -> {
                    pauses.add(pause);
                    clock.now = clock.now.plus(pause);
                },
                log.log());
    }

    private static List<String> hosts(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "algo-" + i).toList();
    }
}
