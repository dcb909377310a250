package io.smcontainers.launcher.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineLevelTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INFO:root:ValueError: x | INFORMATION",
                "WARNING:root:x | WARNING",
                "ERROR:trainer:x | ERROR",
                "CRITICAL: x | ERROR",
                "[INFO] x | INFORMATION",
                "2026-01-31 12:00:00,123 - trainer - ERROR - x | ERROR",
                "2026-01-31T12:00:00Z DEBUG x | INFORMATION",
                "[2026-01-31 12:00:00,000] torch.distributed: [WARNING] x | WARNING",
                "[2026-01-31 12:00:00,000] [INFO] [launch.py:256] x | INFORMATION",
                "26/01/31 12:00:00 WARN TaskSetManager: x | WARNING",
                "E0131 12:00:00.123456 140 main.py:31] x | ERROR",
                "W0131 12:00:00.123000 139 torch/api.py:897] x | WARNING",
                "[W131 12:00:00.123 CUDA.cpp:1] x | WARNING",
                "[W CUDAFunctions.cpp:108] x | WARNING",
                "2026-01-31 12:00:00.123456: I tensorflow/core/x.cc:1] x | INFORMATION",
                "2026-01-31 12:00:00.123456: E tensorflow/core/x.cc:1] x | ERROR",
                "time=2026 level=error msg=x | ERROR",
                "{\"level\": \"info\", \"message\": \"x\"} | INFORMATION",
                "SEVERE: x | ERROR",
                "warning: x | WARNING",
            })
    void aLoggersLineHasALevel(String line, LineLevel level) {
        assertThat(LineLevel.of(line)).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ValueError: ERROR in row 3",
                "the level is high",
                "  ERROR: indented",
                "Traceback (most recent call last):",
                "INFORMATION is missing",
                "3 ERRORS",
                "Error: x",
            })
    void otherLinesHaveNone(String line) {
        assertThat(LineLevel.of(line)).isEqualTo(LineLevel.NONE);
    }
}
