package io.smcontainers.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({"0, 0.00 s", "4, 0.00 s", "5, 0.01 s", "94, 0.09 s", "1200, 1.20 s", "119999, 120.00 s"})
    void timesHaveTwoDigits(long milliseconds, String expected) {
        assertThat(Amounts.seconds(Duration.ofMillis(milliseconds))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "0 0",
                "999 999",
                "1000 1,000",
                "1234567 1,234,567",
                "9223372036854775807 9,223,372,036,854,775,807"
            })
    void numbersHaveGroups(long number, String expected) {
        assertThat(Amounts.grouped(number)).isEqualTo(expected);
    }
}
