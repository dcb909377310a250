package io.smcontainers.launcher.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.FakeRoot;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.Machine;
import io.smcontainers.spi.Measurement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EfaProbeTest {
    @TempDir
    private Path folder;

    private FakeRoot root() {
        return new FakeRoot(folder);
    }

    @Test
    void adaptersAreFoundWhateverTheirNames() {
        root().rdmaDevice("efa_0", "efa", "uverbs0", true)
                .rdmaDevice("rdmap16s27", "efa", "uverbs1", true)
                .rdmaDevice("mlx5_0", "mlx5_core", "uverbs2", true);

        assertThat(probe())
                .isEqualTo(new Finding.Found(List.of(), List.of(new HardwareFact("devices", "efa_0,rdmap16s27"))));
        HardwareFindings findings = new HardwareFindings(folder, Map.of("efa", probe()));
        assertThat(findings.efaDevices()).containsExactly("efa_0", "rdmap16s27");
        assertThat(findings.hardware().accelerators()).isEmpty();
    }

    @Test
    void anAdapterWithoutItsDeviceFileCannotBeUsed() {
        root().rdmaDevice("efa_0", "efa", "uverbs0", true).rdmaDevice("efa_1", "efa", "uverbs1", false);
        assertThat(new HardwareFindings(folder, Map.of("efa", probe())).efaDevices())
                .containsExactly("efa_0");

        assertThat(folder.resolve("dev/infiniband/uverbs0").toFile().delete()).isTrue();
        assertThat(probe()).isInstanceOfSatisfying(Finding.Absent.class, absent -> assertThat(absent.reason())
                .contains("efa_0, efa_1", "--device /dev/infiniband/uverbs0"));
        assertThat(new HardwareFindings(folder, Map.of("efa", probe())).efaDevices())
                .isEmpty();
    }

    @Test
    void anotherAdapterIsNoEfa() {
        root().rdmaDevice("mlx5_0", "mlx5_core", "uverbs0", true).folder("sys/class/infiniband/odd");

        assertThat(probe()).isInstanceOfSatisfying(Finding.Absent.class, absent -> assertThat(absent.reason())
                .contains("[mlx5_0, odd]"));
    }

    @Test
    void withoutAnyThereIsNone() {
        assertThat(probe()).isEqualTo(new Finding.Absent("there is no device in /sys/class/infiniband"));
    }

    @Test
    void trafficIsMeasuredOverAllAdapters() {
        AtomicLong nanos = new AtomicLong();
        EfaSampler sampler = new EfaSampler(folder.resolve("sys/class/infiniband"), nanos::get);
        count("efa_0", 1000, 0);
        count("efa_1", 500, 10);
        assertThat(sampler.sample()).isEmpty();

        nanos.addAndGet(2_000_000_000);
        count("efa_0", 5000, 0);
        count("efa_1", 2500, 30);

        assertThat(sampler.sample())
                .containsExactly(
                        new Measurement("efa.received", "", 3000, Measurement.Unit.BYTES_PER_SECOND),
                        new Measurement("efa.sent", "", 10, Measurement.Unit.BYTES_PER_SECOND));
    }

    private void count(String device, long received, long sent) {
        String counters = "sys/class/infiniband/" + device + "/ports/1/hw_counters/";
        root().file(counters + "rx_bytes", received + "\n").file(counters + "tx_bytes", sent + "\n");
    }

    private Finding probe() {
        return new EfaProbe().probe(new Machine(folder, Map.of()));
    }
}
