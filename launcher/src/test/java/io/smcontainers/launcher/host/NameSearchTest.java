package io.smcontainers.launcher.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NameSearchTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void namesThatTakeLongAreAskedForAtTheSameTime() throws Exception {
        CountDownLatch asked = new CountDownLatch(64);
        HostResolver slow = host -> {
            asked.countDown();
            return awaited(asked);
        };
        assertThat(new NameSearch(slow, hosts(64)).missing(LONG)).isEmpty();
    }

    @Test
    void thereAreNeverMoreThan64Threads() throws Exception {
        CyclicBarrier full = new CyclicBarrier(64);
        AtomicInteger asking = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        HostResolver slow = host -> {
            most.accumulateAndGet(asking.incrementAndGet(), Math::max);
            try {
                full.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                asking.decrementAndGet();
            }
            return true;
        };
        assertThat(new NameSearch(slow, hosts(192)).missing(LONG)).isEmpty();
        assertThat(most).hasValue(64);
    }

    @Test
    void whereNothingEverAnswersAllAreMissingWhenTheTimeIsOver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try {
            NameSearch search = new NameSearch(host -> awaited(never), hosts(200));
            assertThat(search.missing(Duration.ofMillis(120))).isEqualTo(hosts(200));
        } finally {
            never.countDown();
        }
    }

    @Test
    void whoIsFoundIsNotMissedBecauseOthersHang() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(199);
        HostResolver resolver = host -> {
            if (host.equals("algo-7")) {
                return awaited(never);
            }
            others.countDown();
            return true;
        };
        try {
            assertThat(new NameSearch(resolver, hosts(200)).missing(Duration.ofSeconds(2)))
                    .containsExactly("algo-7");
            assertThat(others.getCount()).isZero();
        } finally {
            never.countDown();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static List<String> hosts(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "algo-" + i).toList();
    }
}
