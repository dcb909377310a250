package io.smcontainers.launcher.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RankLinesTest {
    @ParameterizedTest
    @CsvSource({
        "'[rank3]: x', rank 3, x",
        "'[default3]:x', rank 3, x",
        "'[trainer_role12]:x', rank 12, x",
        "'[1,3]<stderr>:x', rank 3, x",
        "'[1,3]<stdout>: x', rank 3, x",
        "'[prterun-algo-1-17@1,3]<stderr>: x', rank 3, x",
        "'[1,0]<stderr>:[rank3]: x', rank 3, x",
        "'(train_loop pid=812, ip=10.0.1.12) x', pid 812, x",
        "'(pid=812) x', pid 812, x",
    })
    void aPrefixTellsTheProcess(String line, String label, String rest) {
        RankLines only = RankLines.split(List.of(line)).get(0);
        assertThat(only.label()).isEqualTo(label);
        assertThat(only.lines()).containsExactly(rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "[1, 2, 3]", "[12:00:00] x", "[INFO] x", "(see pid file)", "[rank]: x", ""})
    void otherLinesAreNobodys(String line) {
        assertThat(RankLines.split(List.of(line))).containsExactly(new RankLines("", List.of(line), List.of(0)));
    }

    @Test
    void theLinesOfEachProcessStayTogetherWithTheirNumbers() {
        assertThat(RankLines.split(List.of("[rank0]: a", "[rank1]: b", "c", "[rank0]: d")))
                .containsExactly(
                        new RankLines("rank 0", List.of("a", "d"), List.of(0, 3)),
                        new RankLines("rank 1", List.of("b"), List.of(1)),
                        new RankLines("", List.of("c"), List.of(2)));
    }

    @Test
    void indentationIsKept() {
        assertThat(RankLines.split(List.of("[1,0]<stderr>:Traceback", "[1,0]<stderr>:  File"))
                        .get(0)
                        .lines())
                .containsExactly("Traceback", "  File");
        assertThat(RankLines.split(List.of("[1,0]<stderr>: Traceback", "[1,0]<stderr>:", "[1,0]<stderr>:   File"))
                        .get(0)
                        .lines())
                .containsExactly("Traceback", "", "  File");
    }
}
