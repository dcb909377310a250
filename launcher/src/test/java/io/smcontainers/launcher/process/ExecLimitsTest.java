package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExecLimitsTest {
    @Test
    void oneStringMayHave131071BytesInUtf8() {
        ExecLimits limits = ExecLimits.ofThisProcess();

        assertThat(limits.fits("x".repeat(131_071))).isTrue();
        assertThat(limits.fits("x".repeat(131_072))).isFalse();
        assertThat(limits.fits("é".repeat(65_535))).isTrue();
        assertThat(limits.fits("é".repeat(65_536))).isFalse();
    }

    @Test
    void allTogetherStayBelowWhatTheKernelTakesAtMost() {
        assertThat(ExecLimits.ofThisProcess().maxTotalBytes()).isBetween(100_000L, 6L << 20);
    }

    @Test
    void aStringCostsItsBytesANulAndAPointer() {
        assertThat(ExecLimits.cost("")).isEqualTo(9);
        assertThat(ExecLimits.cost("aé")).isEqualTo(12);
    }
}
