package io.smcontainers.launcher.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.smcontainers.launcher.TestLog;
import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorLinesTest {
    private static final long TIME = 1_795_000_000_500L;

    @TempDir
    private Path folder;

    private final TestLog log = new TestLog();

    @Test
    void eachLineIsWrittenAtOnce() throws Exception {
        Path file = folder.resolve("data/monitor.jsonl");
        MonitorLines lines = new MonitorLines(file, log.log());

        lines.event(TIME, "phase", Map.of("phase", "run"));
        assertThat(Files.readString(file))
                .isEqualTo("{\"time\":\"2026-11-18T11:06:40.500Z\",\"event\":\"phase\",\"phase\":\"run\"}\n");
        lines.sample(
                TIME + 5000,
                List.of(
                        new Measurement("cpu.utilization", "", 12.345, Unit.PERCENT),
                        new Measurement("memory.used", "", 1.5e10, Unit.BYTES),
                        new Measurement("gpu.utilization", "0", 98, Unit.PERCENT),
                        new Measurement("gpu.power", "0", 301.26, Unit.WATTS),
                        new Measurement("gpu.utilization", "1", Double.NaN, Unit.PERCENT)));

        assertThat(Files.readAllLines(file).get(1))
                .isEqualTo(
                        "{\"time\":\"2026-11-18T11:06:45.500Z\",\"cpu.utilization\":12.3,\"memory.used\":15000000000,"
                                + "\"gpu.utilization\":{\"0\":98.0,\"1\":null},\"gpu.power\":{\"0\":301.3}}");
        assertThat(log.text()).isEmpty();
    }

    @Test
    void theFileHasAnEnd() throws Exception {
        Path file = folder.resolve("monitor.jsonl");
        MonitorLines lines = new MonitorLines(file, log.log(), 200);

        for (int i = 0; i < 100; i++) {
            lines.event(TIME, "phase", Map.of("phase", "run"));
        }

        assertThat(Files.size(file)).isBetween(100L, 200L);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("is not written any more", "the most it may take");
    }

    @Test
    void aFolderThatIsAFileCostsOneWarning() throws Exception {
        Path file = Files.createFile(folder.resolve("data"));
        MonitorLines lines = new MonitorLines(file.resolve("monitor.jsonl"), log.log());

        lines.event(TIME, "a", Map.of());
        lines.event(TIME, "b", Map.of());

        assertThat(log.warnings()).hasSize(1);
    }

    @Test
    void aFullDiskCostsOneWarning() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "needs /dev/full");
        MonitorLines lines = new MonitorLines(full, log.log());

        lines.event(TIME, "a", Map.of());
        lines.event(TIME, "b", Map.of());

        assertThat(log.warnings()).singleElement().asString().contains("is not written any more", "the job goes on");
    }
}
