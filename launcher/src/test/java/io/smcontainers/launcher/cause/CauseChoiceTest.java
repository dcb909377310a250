package io.smcontainers.launcher.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.RecognizedError;
import java.util.List;
import org.junit.jupiter.api.Test;

class CauseChoiceTest {
    private final FoundError first = found("rank 2", 3, "a");
    private final FoundError second = found("rank 0", 7, "b");

    @Test
    void ofSeveralRanksTheFirstThatFailedIsTheCause() {
        assertThat(CauseChoice.of(List.of(second, first))).contains(first);
    }

    @Test
    void theRankThatAReportNamesIsTheCause() {
        FoundError report = report("0");
        assertThat(CauseChoice.of(List.of(first, second, report))).contains(second);
        assertThat(CauseChoice.of(List.of(first, second, report("9")))).contains(first);
    }

    @Test
    void ofTheErrorsOfOneRankTheLastCounts() {
        FoundError later = found("rank 2", 5, "later");
        assertThat(CauseChoice.of(List.of(first, later, second))).contains(later);
    }

    @Test
    void whatNoRankWroteIsTheCauseIfItIsTheLast() {
        FoundError last = found("", 9, "last");
        assertThat(CauseChoice.of(List.of(first, second, last))).contains(last);
        assertThat(CauseChoice.of(List.of(first, found("", 1, "early")))).contains(first);
    }

    @Test
    void ofNothingThereIsNoCause() {
        assertThat(CauseChoice.of(List.of())).isEmpty();
    }

    private static FoundError found(String label, int number, String message) {
        RecognizedError error = RecognizedError.of(0, Certainty.UNCAUGHT, message);
        return new FoundError(error, new RankLines(label, List.of(message), List.of(number)), true);
    }

    private static FoundError report(String rank) {
        RecognizedError error =
                RecognizedError.of(0, Certainty.CONSEQUENCE, "report").withRank(rank);
        return new FoundError(error, new RankLines("", List.of("report"), List.of(20)), true);
    }
}
