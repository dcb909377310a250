package io.smcontainers.launcher.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void aShortJobKeepsEverySample() {
        History history = new History(1000, 5000);
        history.add(1000, List.of(value(1)));
        history.add(6001, List.of(value(2)));
        history.add(16_000, List.of(value(4)));

        Series series = history.series().get(0);
        assertThat(history.usedSlots()).isEqualTo(4);
        assertThat(series.mean(0)).isEqualTo(1);
        assertThat(series.mean(1)).isEqualTo(2);
        assertThat(series.has(2)).isFalse();
        assertThat(series.mean(3)).isEqualTo(4);
    }

    @Test
    void ofALongJobEveryPeakIsKept() {
        History history = new History(0, 1000);
        int samples = 100_000;
        for (int i = 0; i < samples; i++) {
            history.add(i * 1000L, List.of(value(i == 77_777 ? 99 : i == 12_345 ? -5 : 10)));
        }

        Series series = history.series().get(0);
        assertThat(history.slotMillis()).isEqualTo(128_000);
        assertThat(history.usedSlots()).isEqualTo(samples / 128 + 1);
        assertThat(series.highest(77_777 / 128)).isEqualTo(99);
        assertThat(series.highest(77_777 / 128 + 1)).isEqualTo(10);
        assertThat(series.lowest(12_345 / 128)).isEqualTo(-5);
        assertThat(series.mean(0)).isEqualTo(10);
        assertThat(series.highest()).isEqualTo(99);
        assertThat(series.lowest()).isEqualTo(-5);
        assertThat(series.mean()).isBetween(9.99, 10.01);
    }

    @Test
    void whatComesLaterHasNothingBefore() {
        History history = new History(0, 1000);
        history.add(0, List.of(value(1)));
        history.add(5000, List.of(value(1), new Measurement("gpu.utilization", "0", 50, Unit.PERCENT)));

        Series gpu = history.series().get(1);
        assertThat(gpu.has(0)).isFalse();
        assertThat(gpu.mean(5)).isEqualTo(50);
    }

    @Test
    void whatIsNoNumberIsLeftOut() {
        History history = new History(0, 1000);
        history.add(0, List.of(value(Double.NaN), value(Double.POSITIVE_INFINITY)));

        assertThat(history.series()).isEmpty();
    }

    @Test
    void aBrokenSamplerWithEverNewDevicesDoesNotTakeTheMemory() {
        History history = new History(0, 1000);
        for (int i = 0; i < 5000; i++) {
            history.add(0, List.of(new Measurement("gpu.utilization", "device " + i, 1, Unit.PERCENT)));
        }

        assertThat(history.series()).hasSize(500);
    }

    @Test
    void aClockThatWasSetBackBreaksNothing() {
        History history = new History(1_000_000, 1000);
        history.add(5000, List.of(value(3)));

        assertThat(history.series().get(0).mean(0)).isEqualTo(3);
    }

    private static Measurement value(double value) {
        return new Measurement("cpu.utilization", "", value, Unit.PERCENT);
    }
}
