package io.smcontainers.launcher.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.Measurement;
import io.smcontainers.spi.Measurement.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, BYTES, 0 B",
        "1536, BYTES, 1.5 KiB",
        "17179869184, BYTES, 16 GiB",
        "123456789, BYTES_PER_SECOND, 118 MiB/s",
        "1e18, BYTES, 888 PiB",
        "99.96, PERCENT, 100.0 %",
        "5, PERCENT, 5 %",
        "301.26, WATTS, 301 W",
        "61, CELSIUS, 61 °C",
        "3, COUNT, 3",
    })
    void valuesForPeople(double value, Unit unit, String text) {
        assertThat(Quantity.text(value, unit)).isEqualTo(text);
    }

    @Test
    void aSummaryIsALineForEachMetric() {
        List<Measurement> summary = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            summary.add(new Measurement("neuron.memory.peak", "0." + i, 1 << 20, Unit.BYTES));
        }
        summary.add(new Measurement("gpu.energy", "", 5, Unit.COUNT));

        assertThat(UsageLines.of(summary)).hasSize(2);
        assertThat(UsageLines.of(summary).get(0))
                .startsWith("neuron.memory.peak: 0.0 1 MiB, 0.1 1 MiB")
                .endsWith("0.15 1 MiB and 4 more");
        assertThat(UsageLines.of(summary).get(1)).isEqualTo("gpu.energy: 5");
    }
}
