package io.smcontainers.launcher.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankEndTest {
    @Test
    void aLineOfTheScriptNamesRankHostAndCode() {
        assertThat(RankEnd.in("train: MPI rank 12 on algo-10 ended with exit code 9"))
                .contains(new RankEnd("12", "algo-10", false, "MPI rank 12 on algo-10 ended with exit code 9", ""));
    }

    @Test
    void aSignalIsACrash() {
        assertThat(RankEnd.in("train: MPI rank 0 on algo-1 ended with exit code 137 (SIGKILL)"))
                .get()
                .extracting(RankEnd::isCrash, RankEnd::label)
                .containsExactly(true, "rank 0 on algo-1");
    }

    @Test
    void whatTheProgramWroteInTheSameLineIsKept() {
        assertThat(RankEnd.in("no disktrain: MPI rank 0 on algo-1 ended with exit code 1"))
                .map(RankEnd::words)
                .contains("no disk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MPI rank 3 exited with 9",
                "MPI rank 3 on algo-2 ended with exit code 9, says the peer",
                "MPI rank x on algo-2 ended with exit code 9",
                "rank 3 on algo-2 ended with exit code 9",
                ""
            })
    void otherLinesAreNone(String line) {
        assertThat(RankEnd.in(line)).isEmpty();
    }
}
