package io.smcontainers.gpu.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NvmlCodeTest {
    @ParameterizedTest
    @EnumSource
    void isExplainedByNameNumberAndMeaning(NvmlCode code) {
        assertThat(NvmlCode.explained(code.code()))
                .matches("NVML_ERROR_" + code + " \\(" + code.code() + "\\): [a-zN].{10,}[^.]");
    }

    @Test
    void oneThatIsNotKnownIsTold() {
        assertThat(NvmlCode.explained(77)).isEqualTo("NVML error 77, which is newer than this program");
    }
}
