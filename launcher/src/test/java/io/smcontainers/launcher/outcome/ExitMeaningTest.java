package io.smcontainers.launcher.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.memory.MemoryVerdict;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.launcher.process.UnixSignal;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitMeaningTest {
    private static final MemoryVerdict ENOUGH = new MemoryVerdict.Enough();
    private static final MemoryVerdict RAN_OUT =
            new MemoryVerdict.RanOut(1, OptionalLong.of(64 << 20), OptionalLong.of(64 << 20));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 127, 255})
    void anOrdinaryExitCodeNeedsNoWords(int exitCode) {
        assertThat(meaning(exitCode, ENOUGH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "139,crashed by SIGSEGV (segmentation fault): ",
        "134,aborted by SIGABRT: ",
        "132,crashed by SIGILL (illegal instruction): ",
        "136,crashed by SIGFPE: ",
        "130,ended by SIGINT",
        "159,killed by SIGSYS: "
    })
    void aSignalIsExplained(int exitCode, String start) {
        assertThat(meaning(exitCode, ENOUGH)).startsWith(start);
    }

    @Test
    void sigbusTellsTheSizeOfSharedMemory() {
        assertThat(meaning(135, ENOUGH))
                .matches(
                        "crashed by SIGBUS: most often shared memory ran out; (/dev/shm has \\d+ MiB, of which \\d+ MiB"
                                + " are free|there is no /dev/shm); use fewer or smaller data loading workers");
    }

    @Test
    void outOfMemoryIsSaidOnlyIfTheKernelCountedIt() {
        assertThat(meaning(137, RAN_OUT)).isEqualTo("killed by SIGKILL: out of memory (limit 64 MiB, peak 64 MiB)");
        assertThat(meaning(137, ENOUGH)).isEqualTo("killed by SIGKILL, which somebody sent: memory did not run out");
        assertThat(meaning(137, new MemoryVerdict.Unknown()))
                .isEqualTo(
                        "killed by SIGKILL: memory ran out, or somebody sent it, and the kernel does not tell here which");
    }

    @Test
    void aProgramMayFailBecauseAWorkerWasKilled() {
        assertThat(meaning(1, RAN_OUT))
                .isEqualTo("out of memory: the kernel killed a process of the program (limit 64 MiB, peak 64 MiB)");
    }

    @Test
    void aStopExplainsTheRest() {
        ProcessResult ended = new ProcessResult(143, "", "");
        ProcessResult killed = new ProcessResult(137, true, "", "");

        assertThat(ExitMeaning.of(ended, Optional.of(UnixSignal.INT), ENOUGH)).isEqualTo("stop requested by SIGINT");
        assertThat(ExitMeaning.of(killed, Optional.of(UnixSignal.TERM), ENOUGH))
                .isEqualTo("stop requested by SIGTERM; the program did not end in time and was killed");
    }

    private static String meaning(int exitCode, MemoryVerdict memory) {
        return ExitMeaning.of(new ProcessResult(exitCode, "", ""), Optional.empty(), memory);
    }
}
