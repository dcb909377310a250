package io.smcontainers.launcher.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.Accelerator;
import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.core.Hardware;
import io.smcontainers.core.LogLevel;
import io.smcontainers.launcher.TestLog;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.Machine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HardwareInventoryTest {
    private static final Machine MACHINE = new Machine(Path.of("/"), Map.of());
    private static final Accelerator GPU = new Accelerator(AcceleratorKind.GPU, "GPU-1", "H100");
    private static final Accelerator CORE = new Accelerator(AcceleratorKind.NEURON_CORE, "nc0", "");

    private final TestLog log = new TestLog();

    /** A probe that does what a test says. */
    private record Probe(String id, Duration deadline, Callable<Finding> answer) implements HardwareProbe {
        Probe(String id, Callable<Finding> answer) {
            this(id, Duration.ofSeconds(20), answer);
        }

        @Override
        public Finding probe(Machine machine) {
            try {
                return answer.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void collectsWhatAllProbesFind() {
        Hardware hardware = inventory(new Probe("gpu", () -> found(GPU, GPU)), new Probe("neuron", () -> found(CORE)));

        assertThat(hardware.accelerators()).containsExactly(GPU, GPU, CORE);
        assertThat(hardware.cpus()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(log.text()).isEmpty();
    }

    @Test
    void absenceIsANormalAnswer() {
        log.log().threshold(LogLevel.DEBUG);

        assertThat(inventory(absent("gpu")).accelerators()).isEmpty();

        assertThat(log.warnings()).isEmpty();
        assertThat(log.text()).contains("DEBUG ").endsWith("probe gpu: there is no /dev/nothing\n");
    }

    @Test
    void aProbeThatThrowsCostsAWarning() {
        Probe broken = new Probe("gpu", () -> {
            throw new IllegalStateException("driver too old");
        });

        assertThat(inventory(broken, new Probe("neuron", () -> found(CORE))).accelerators())
                .containsExactly(CORE);
        assertThat(log.warnings())
                .containsExactly("hardware probe 'gpu' failed: java.lang.IllegalStateException: driver too old;"
                        + " the job goes on without what it might have found");
    }

    @Test
    void aProbeWhoseLibraryIsMissingCostsAWarning() {
        Probe broken = new Probe("gpu", () -> {
            throw new UnsatisfiedLinkError("libnvidia-ml.so.1");
        });

        assertThat(inventory(broken).accelerators()).isEmpty();
        assertThat(log.warnings()).singleElement().asString().contains("'gpu' failed: ", "libnvidia-ml.so.1");
    }

    @Test
    void aProbeThatFindsNothingAtAllCostsAWarning() {
        assertThat(inventory(new Probe("gpu", () -> null)).accelerators()).isEmpty();
        assertThat(log.warnings()).singleElement().asString().contains("'gpu' failed: ", "no finding");
    }

    @Test
    void aProbeThatCannotEvenTellItsDeadlineCostsAWarning() {
        HardwareProbe broken = new HardwareProbe() {
            @Override
            public String id() {
                return "gpu";
            }

            @Override
            public Duration deadline() {
                throw new IllegalStateException("no clock");
            }

            @Override
            public Finding probe(Machine machine) {
                return found(GPU);
            }
        };

        assertThat(inventory(broken).accelerators()).isEmpty();
        assertThat(log.warnings()).singleElement().asString().contains("'gpu' failed: ", "no clock");
    }

    @Test
    void aProbeThatHangsIsLeftBehindAtItsDeadline() {
        CountDownLatch never = new CountDownLatch(1);
        Probe hanging = new Probe("gpu", Duration.ofMillis(50), () -> {
            never.await();
            return found(GPU);
        });
        long start = System.nanoTime();

        Hardware hardware = inventory(hanging, new Probe("neuron", () -> found(CORE)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(50), Duration.ofSeconds(5));
        assertThat(hardware.accelerators()).containsExactly(CORE);
        assertThat(log.warnings())
                .containsExactly("hardware probe 'gpu' did not answer within 50 ms;"
                        + " the job goes on without what it might have found");
        never.countDown();
    }

    @Test
    void allProbesRunAtTheSameTime() {
        CyclicBarrier all = new CyclicBarrier(8);
        Probe[] probes = new Probe[8];
        for (int i = 0; i < probes.length; i++) {
            probes[i] = new Probe("gpu-" + i, () -> {
                all.await();
                return found(GPU);
            });
        }

        assertThat(inventory(probes).accelerators()).hasSize(8);
    }

    @Test
    void startingDoesNotWait() {
        CountDownLatch started = new CountDownLatch(1);
        HardwareInventory inventory = HardwareInventory.start(
                List.of(new Probe("gpu", () -> {
                    started.await();
                    return found(GPU);
                })),
                MACHINE,
                log.log());

        started.countDown();

        assertThat(inventory.await().hardware().accelerators()).containsExactly(GPU);
    }

    @Test
    void aProbeThatIsLeftBehindIsInterruptedSoThatItCanEndWhatItStarted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Probe hanging = new Probe("gpu", Duration.ofMillis(50), () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return found(GPU);
        });

        assertThat(inventory(hanging).accelerators()).isEmpty();

        interrupted.await();
    }

    @Test
    void anExaminationAddsFactsOfThoseWhoFoundSomething() {
        HardwareInventory inventory = HardwareInventory.start(
                List.of(
                        new Talkative("gpu", () -> new Finding.Found(List.of(GPU), List.of(fact("driver", "550")))),
                        absent("neuron")),
                MACHINE,
                log.log());

        HardwareFindings findings = inventory.examine(inventory.await());

        assertThat(findings.fact("gpu", "driver")).hasValue("550");
        assertThat(findings.fact("gpu", "serial")).hasValue("of gpu");
        assertThat(findings.fact("neuron", "serial")).isEmpty();
        assertThat(findings.hardware().accelerators()).containsExactly(GPU);
        assertThat(inventory.isFailed("gpu")).isFalse();
        assertThat(inventory.isFailed("neuron")).isFalse();
    }

    @Test
    void aProbeThatFailedIsNotOneThatFoundNothing() {
        HardwareInventory inventory = HardwareInventory.start(
                List.of(new Probe("gpu", () -> {
                    throw new IllegalStateException("driver too old");
                })),
                MACHINE,
                log.log());

        inventory.await();

        assertThat(inventory.isFailed("gpu")).isTrue();
    }

    /** A probe that knows more when it is asked. */
    private record Talkative(String id, Callable<Finding> answer) implements HardwareProbe {
        @Override
        public Finding probe(Machine machine) {
            return new Probe(id, answer).probe(machine);
        }

        @Override
        public List<HardwareFact> examine(Machine machine) {
            return List.of(fact("serial", "of " + id));
        }
    }

    private static HardwareFact fact(String name, String value) {
        return new HardwareFact(name, value);
    }

    private Hardware inventory(HardwareProbe... probes) {
        return HardwareInventory.start(List.of(probes), MACHINE, log.log())
                .await()
                .hardware();
    }

    private static Finding found(Accelerator... accelerators) {
        return new Finding.Found(List.of(accelerators));
    }

    private static Probe absent(String id) {
        return new Probe(id, () -> new Finding.Absent("there is no /dev/nothing"));
    }
}
