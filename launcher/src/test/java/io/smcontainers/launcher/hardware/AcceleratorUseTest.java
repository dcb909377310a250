package io.smcontainers.launcher.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.core.LogLevel;
import io.smcontainers.launcher.TestLog;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.HardwareSampler;
import io.smcontainers.spi.Machine;
import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AcceleratorUseTest {
    private static final Finding.Found GPU =
            new Finding.Found(List.of(new Accelerator(AcceleratorKind.GPU, "GPU-1", "H100")));

    private final TestLog log = new TestLog();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** A probe whose sampler answers as a test says. */
    private record Probe(String id, Finding finding, Supplier<Optional<HardwareSampler>> opening)
            implements HardwareProbe {
        @Override
        public Finding probe(Machine machine) {
            return finding;
        }

        @Override
        public Optional<HardwareSampler> sampler(Machine machine) {
            return opening.get();
        }
    }

    private final class Sampler implements HardwareSampler {
        private final Supplier<List<Measurement>> summary;

        Sampler(Supplier<List<Measurement>> summary) {
            this.summary = summary;
        }

        @Override
        public List<Measurement> sample() {
            throw new AssertionError("only the summary is asked for");
        }

        @Override
        public List<Measurement> summary() {
            return summary.get();
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @Test
    void whatTheHardwareKnowsIsTold() {
        Measurement peak = new Measurement("gpu.memory.peak", "0", 3L << 30, Unit.BYTES);

        assertThat(lines(probe("gpu", () -> List.of(peak)))).containsExactly("gpu.memory.peak: 0 3 GiB");
        assertThat(closed).isTrue();
    }

    @Test
    void hardwareThatIsNoAcceleratorIsNotAsked() {
        Probe efa = new Probe("efa", new Finding.Found(List.of()), () -> {
            throw new AssertionError("not to be asked");
        });
        Probe absent = new Probe("neuron", new Finding.Absent("none"), efa.opening());

        assertThat(lines(efa, absent)).isEmpty();
        assertThat(log.text()).isEmpty();
    }

    @Test
    void whoKnowsNothingSaysNothing() {
        assertThat(lines(new Probe("gpu", GPU, Optional::empty), probe("neuron", List::of)))
                .isEmpty();
    }

    @Test
    void whatFailsOrHangsIsForTheDebugLogOnly() {
        log.log().threshold(LogLevel.DEBUG);
        CountDownLatch never = new CountDownLatch(1);
        Probe failing = probe("gpu", () -> {
            throw new UnsatisfiedLinkError("libnvidia-ml.so.1");
        });
        Probe hanging = probe("neuron", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        });

        assertThat(lines(failing, hanging)).isEmpty();

        assertThat(closed).isTrue();
        assertThat(log.warnings()).isEmpty();
        assertThat(log.debugs())
                .containsExactly(
                        "probe gpu does not say what was used: java.lang.UnsatisfiedLinkError: libnvidia-ml.so.1",
                        "probe neuron did not say in time what was used");
        never.countDown();
    }

    private Probe probe(String id, Supplier<List<Measurement>> summary) {
        return new Probe(id, GPU, () -> Optional.of(new Sampler(summary)));
    }

    private List<String> lines(HardwareProbe... probes) {
        HardwareInventory inventory =
                HardwareInventory.start(List.of(probes), new Machine(Path.of("/"), Map.of()), log.log());
        HardwareFindings findings = inventory.await();
        log.output().reset();
        return new AcceleratorUse(inventory, findings, log.log()).lines();
    }
}
