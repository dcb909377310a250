package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnixSignalTest {
    @ParameterizedTest
    @CsvSource({"130,INT", "132,ILL", "134,ABRT", "135,BUS", "137,KILL", "138,USR1", "139,SEGV", "140,USR2", "143,TERM"
    })
    void anExitCodeTellsTheSignal(int exitCode, UnixSignal signal) {
        assertThat(UnixSignal.ofExitCode(exitCode)).contains(signal);
        assertThat(signal.exitCode()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 127, 128, 255})
    void otherExitCodesTellOfNone(int exitCode) {
        assertThat(UnixSignal.ofExitCode(exitCode)).isEmpty();
    }

    @Test
    void theMaskIsTheKernels() {
        assertThat(UnixSignal.HUP.mask()).isEqualTo(1);
        assertThat(UnixSignal.TERM.mask()).isEqualTo(0x4000);
    }
}
