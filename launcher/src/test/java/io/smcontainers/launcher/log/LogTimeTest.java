package io.smcontainers.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T23:10:21.123456789Z, 2026-11-22T23:10:21.123Z",
        "2026-11-22T23:10:21Z, 2026-11-22T23:10:21.000Z",
        "2026-01-02T03:04:05.006Z, 2026-01-02T03:04:05.006Z",
        "2026-01-02T00:00:00.999999999Z, 2026-01-02T00:00:00.999Z",
        "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.500Z"
    })
    void aTimeHasMillisecondsWhateverItIs(String time, String expected) {
        assertThat(LogTime.of(Instant.parse(time))).isEqualTo(expected);
    }
}
