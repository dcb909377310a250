package io.smcontainers.launcher.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.TestLog;
import io.smcontainers.spi.HardwareSampler;
import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SampledHardwareTest {
    private static final Measurement VALUE = new Measurement("gpu.utilization", "0", 1, Unit.PERCENT);
    private static final Measurement PEAK = new Measurement("gpu.peak", "0", 2, Unit.BYTES);

    private final TestLog log = new TestLog();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private final class Sampler implements HardwareSampler {
        private final CountDownLatch mayAnswer;
        private final CountDownLatch closed = new CountDownLatch(1);

        Sampler(CountDownLatch mayAnswer) {
            this.mayAnswer = mayAnswer;
            threads.add(Thread.currentThread());
        }

        @Override
        public List<Measurement> sample() {
            threads.add(Thread.currentThread());
            try {
                mayAnswer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return List.of(VALUE);
        }

        @Override
        public List<Measurement> summary() {
            threads.add(Thread.currentThread());
            return List.of(PEAK);
        }

        @Override
        public void close() {
            threads.add(Thread.currentThread());
            closed.countDown();
        }
    }

    @Test
    void aSamplerIsOpenedAskedAndClosedInOneThread() throws Exception {
        SampledHardware hardware =
                SampledHardware.open("gpu", () -> Optional.of(new Sampler(new CountDownLatch(0))), log.log());

        assertThat(hardware.collect(soon())).containsExactly(VALUE);
        hardware.request();
        assertThat(hardware.collect(soon())).containsExactly(VALUE);
        assertThat(hardware.end(soon())).containsExactly(PEAK);

        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
        assertThat(log.text()).isEmpty();
    }

    @Test
    void oneThatHangsIsLeftOutUntilItAnswers() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        SampledHardware hardware = SampledHardware.open("gpu", () -> Optional.of(new Sampler(mayAnswer)), log.log());

        assertThat(hardware.collect(System.nanoTime())).isEmpty();
        hardware.request();
        assertThat(hardware.collect(System.nanoTime())).isEmpty();
        mayAnswer.countDown();

        assertThat(hardware.collect(soon())).containsExactly(VALUE);
        assertThat(hardware.end(soon())).containsExactly(PEAK);
    }

    @Test
    void oneThatHangsDoesNotHoldUpTheEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        SampledHardware hardware = SampledHardware.open("gpu", () -> Optional.of(new Sampler(never)), log.log());

        assertThat(hardware.end(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50)))
                .isEmpty();
        never.countDown();
    }

    @Test
    void oneThatThrowsCostsOneWarning() throws Exception {
        SampledHardware hardware = SampledHardware.open(
                "gpu",
                () -> {
                    throw new UnsatisfiedLinkError("libnvidia-ml.so.1");
                },
                log.log());

        assertThat(hardware.collect(soon())).isEmpty();
        hardware.request();
        assertThat(hardware.collect(soon())).isEmpty();
        assertThat(hardware.end(soon())).isEmpty();

        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("what gpu does is not measured any more", "libnvidia-ml.so.1");
    }

    @Test
    void hardwareThatIsNotMeasuredSaysNothing() throws Exception {
        SampledHardware hardware = SampledHardware.open("cpu", Optional::empty, log.log());

        assertThat(hardware.collect(soon())).isEmpty();
        hardware.request();
        assertThat(hardware.collect(soon())).isEmpty();
        assertThat(hardware.end(soon())).isEmpty();
        assertThat(log.text()).isEmpty();
    }

    private static long soon() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    }
}
