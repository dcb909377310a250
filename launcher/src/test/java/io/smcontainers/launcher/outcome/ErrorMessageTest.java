package io.smcontainers.launcher.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.spi.ErrorPattern;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorMessageTest {
    private static final ErrorPattern EXCEPTION = pattern("\\w+Error: .*");
    private static final ErrorPattern OUT_OF_MEMORY = pattern("out of memory.*");

    @Test
    void theCauseComesFirstAndTheLastLinesBelow() {
        assertThat(message("Traceback (most recent call last):\n  File \"train.py\"\nValueError: bad rate\n", ""))
                .isEqualTo("ValueError: bad rate\nTraceback (most recent call last):\n  File \"train.py\"\n"
                        + "ValueError: bad rate");
    }

    @Test
    void theLastLineThatAnyPatternKnowsWins() {
        assertThat(message("KeyError: 'x'\nout of memory on cuda:0\nbye\n", ""))
                .startsWith("out of memory on cuda:0\n");
        assertThat(message("out of memory on cuda:0\nKeyError: 'x'\nbye\n", "")).startsWith("KeyError: 'x'\n");
    }

    @Test
    void aPatternMatchesFromTheStartOfTheLineOnly() {
        assertThat(message("  ValueError: quoted\nbye\n", "")).isEqualTo("  ValueError: quoted\nbye");
    }

    @Test
    void theMatchAloneIsTheCause() {
        String message =
                ErrorMessage.of(new ProcessResult(1, "", "code=17 after 3 s\nbye\n"), List.of(pattern("code=\\d+")));
        assertThat(message).isEqualTo("code=17\ncode=17 after 3 s\nbye");
    }

    @Test
    void aCauseOnStandardOutputCountsIfStandardErrorHasNone() {
        assertThat(message("some warning\n", "ValueError: bad rate\nbye\n"))
                .isEqualTo("ValueError: bad rate\nsome warning");
        assertThat(message("KeyError: 'x'\n", "ValueError: bad rate\n")).isEqualTo("KeyError: 'x'");
    }

    @Test
    void withoutACauseTheLastLinesOfStandardErrorAreShown() {
        assertThat(message("one\n\ntwo  \n\n", "out\n")).isEqualTo("one\ntwo");
    }

    @Test
    void ofASilentStandardErrorTheLastLinesOfStandardOutputAreShown() {
        assertThat(message(" \n\n", "one\ntwo\n")).isEqualTo("one\ntwo");
    }

    @Test
    void whoSaysNothingHasNoMessage() {
        assertThat(message("", "")).isEmpty();
    }

    @Test
    void twentyLinesAreShownAtMost() {
        assertThat(message(lines(100, "line "), "").lines())
                .hasSize(20)
                .startsWith("line 80")
                .endsWith("line 99");
    }

    @Test
    void longLinesAreShownUntilTheyAreEnough() {
        assertThat(message(lines(100, "x".repeat(900)), "").lines()).hasSize(3);
    }

    @Test
    void theStepsOfAProgressBarAreLines() {
        assertThat(message("10%\r20%\rValueError: bad rate\r\n", ""))
                .isEqualTo("ValueError: bad rate\n10%\n20%\n" + "ValueError: bad rate");
    }

    private static String message(String stderr, String stdout) {
        return ErrorMessage.of(new ProcessResult(1, stdout, stderr), List.of(EXCEPTION, OUT_OF_MEMORY));
    }

    private static String lines(int count, String text) {
        return IntStream.range(0, count).mapToObj(i -> text + i).collect(Collectors.joining("\n"));
    }

    private static ErrorPattern pattern(String regex) {
        return new ErrorPattern("test", Pattern.compile(regex));
    }
}
