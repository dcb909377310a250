package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopRequestTest {
    private final StopRequest stop = new StopRequest();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void tellsItsListenersOnce() {
        stop.onRequest(calls::incrementAndGet);
        assertThat(stop.isRequested()).isFalse();

        stop.request();
        stop.request();

        assertThat(stop.isRequested()).isTrue();
        assertThat(calls).hasValue(1);
    }

    @Test
    void tellsAListenerThatComesLateAtOnce() {
        stop.request();
        stop.onRequest(calls::incrementAndGet);
        assertThat(calls).hasValue(1);
    }

    @Test
    void forgetsAListener() {
        Runnable listener = calls::incrementAndGet;
        stop.onRequest(listener);
        stop.remove(listener);

        stop.request();

        assertThat(calls).hasValue(0);
    }

    @Test
    void whoWaitsInVainLearnsThatThereWasNoRequest() {
        assertThat(stop.await(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void whoWaitsWakesAtOnce() throws Exception {
        CompletableFuture<Boolean> waiter = CompletableFuture.supplyAsync(() -> stop.await(Duration.ofHours(1)));

        stop.request();

        assertThat(waiter.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptedWaitCountsAsARequest() {
        Thread.currentThread().interrupt();

        assertThat(stop.await(Duration.ofHours(1))).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }
}
