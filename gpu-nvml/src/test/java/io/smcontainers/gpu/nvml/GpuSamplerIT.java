package io.smcontainers.gpu.nvml;

import static io.smcontainers.spi.Measurement.Unit.BYTES;
import static io.smcontainers.spi.Measurement.Unit.CELSIUS;
import static io.smcontainers.spi.Measurement.Unit.PERCENT;
import static io.smcontainers.spi.Measurement.Unit.WATTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smcontainers.spi.HardwareSampler;
import io.smcontainers.spi.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuSamplerIT {
    private static final double GIB = 1 << 30;

    @TempDir
    private Path folder;

    @Test
    void measuresTheGpusOfTheJob() {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 8"));
        try (HardwareSampler sampler = sampler(fake, Map.of("CUDA_VISIBLE_DEVICES", "3"))) {
            assertThat(sampler.sample())
                    .as("what the driver has seen before is not ours")
                    .contains(new Measurement("gpu.utilization", "3", 4, PERCENT));
            assertThat(sampler.sample())
                    .containsExactly(
                            // The mean of what the driver has seen since: 3, 13 and 23.
                            new Measurement("gpu.utilization", "3", 13, PERCENT),
                            new Measurement("gpu.memory-used", "3", 4 * GIB, BYTES),
                            new Measurement("gpu.memory-total", "3", 80 * GIB, BYTES),
                            new Measurement("gpu.power", "3", 300.503, WATTS),
                            new Measurement("gpu.temperature", "3", 43, CELSIUS));
        }
    }

    @Test
    void nvmlIsInitialisedOnceAndShutDownAtItsEnd() {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 2"));
        try (HardwareSampler sampler = sampler(fake, Map.of())) {
            sampler.sample();
            sampler.sample();
            sampler.summary();
            assertThat(fake.log()).containsExactly("init");
        }
        assertThat(fake.log()).containsExactly("init", "shutdown");
    }

    @Test
    void aSamplerThatCannotBeOpenedIsShutDownToo() {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 2", "fail nvmlDeviceGetCount_v2 999"));
        assertThatThrownBy(() -> sampler(fake, Map.of()))
                .hasMessageStartingWith("nvmlDeviceGetCount says NVML_ERROR_UNKNOWN (999)");
        assertThat(fake.log()).containsExactly("init", "shutdown");
    }

    @Test
    void aMigDeviceTellsItsMemoryOnly() {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 1", "split 0 - 1g.10gb:7/0"));
        try (HardwareSampler sampler = sampler(fake, Map.of())) {
            assertThat(sampler.sample())
                    .containsExactly(
                            new Measurement("gpu.memory-used", "0:1", GIB, BYTES),
                            new Measurement("gpu.memory-total", "0:1", 10 * GIB, BYTES));
            assertThat(sampler.summary()).isEmpty();
        }
    }

    @Test
    void anOldDriverTellsOfThisMoment() {
        FakeNvml fake = FakeNvml.old(folder, List.of("gpus 1"));
        try (HardwareSampler sampler = sampler(fake, Map.of())) {
            assertThat(sampler.sample()).contains(new Measurement("gpu.utilization", "0", 1, PERCENT));
        }
    }

    @Test
    void whoOpensItAtTheEndLearnsOfTheLastSeconds() {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 1"));
        try (HardwareSampler sampler = sampler(fake, Map.of())) {
            assertThat(sampler.summary())
                    .containsExactly(new Measurement("gpu.utilization-of-last-seconds", "0", 10, PERCENT));
        }
    }

    @Test
    void whoHasSampledKnowsThatHimself() {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 1"));
        try (HardwareSampler sampler = sampler(fake, Map.of())) {
            sampler.sample();
            assertThat(sampler.summary()).isEmpty();
        }
    }

    @Test
    void sumsUpWhatTheDriverHasKeptOfTheJobsProcesses() {
        Instant later = Instant.now().plus(Duration.ofMinutes(1));
        FakeNvml fake = FakeNvml.in(
                folder,
                List.of(
                        "gpus 1",
                        "accounting " + process(100, 99, 70 * GIB, Instant.EPOCH) + process(200, 40, 5 * GIB, later)
                                + process(300, 60, 3 * GIB, later) + process(400, -1, -1, later)));
        try (HardwareSampler sampler = sampler(fake, Map.of())) {
            sampler.sample();
            assertThat(sampler.summary())
                    .containsExactly(
                            new Measurement("gpu.utilization-of-process", "0", 60, PERCENT),
                            new Measurement("gpu.memory-peak-of-process", "0", 5 * GIB, BYTES));
        }
    }

    private static String process(int pid, int percent, double bytes, Instant start) {
        return pid + " " + percent + " " + (long) bytes + " " + start.toEpochMilli() * 1000 + " ";
    }

    @Test
    void whatAGpuStopsTellingIsLeftOut() {
        FakeNvml fake = FakeNvml.in(folder, List.of("gpus 1", "fail nvmlDeviceGetMemoryInfo_v2 15"));
        try (HardwareSampler sampler = sampler(fake, Map.of())) {
            assertThat(sampler.sample()).extracting(Measurement::metric).contains("gpu.power");
        }
    }

    private static HardwareSampler sampler(FakeNvml fake, Map<String, String> variables) {
        return fake.probe().sampler(fake.machine(variables)).orElseThrow();
    }
}
