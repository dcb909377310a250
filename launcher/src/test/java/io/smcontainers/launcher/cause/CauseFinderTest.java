package io.smcontainers.launcher.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorFrame;
import io.smcontainers.spi.ErrorPattern;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CauseFinderTest {
    private static final ErrorPattern EXCEPTION = new ErrorPattern("exception", Pattern.compile("\\w+Error: .*"));
    private static final ErrorPattern UNCAUGHT = ErrorPattern.of("uncaught", Certainty.UNCAUGHT, "uncaught: .*");
    private static final ErrorPattern CONSEQUENCE = ErrorPattern.of("child", Certainty.CONSEQUENCE, "child failed.*");
    private static final ErrorPattern HINT = ErrorPattern.of("hint", Certainty.HINT, "error: .*");
    private static final ErrorRecognizer BLOCK = recognizer(lines -> {
        int begin = lines.indexOf("begin");
        return begin < 0
                ? List.of()
                : List.of(RecognizedError.of(begin, begin + 1, Certainty.UNCAUGHT, lines.get(begin + 1))
                        .withContext("caused by luck")
                        .withFrames(List.of(
                                new ErrorFrame("lib.py, line 1", false), new ErrorFrame("train.py, line 2", true))));
    });

    private static final String RANK_2 = "MPI rank 2 on algo-2 ended with exit code 9";

    private final List<String> warnings = new ArrayList<>();

    @Test
    void theCauseComesFirstAndTheLastLinesBelow() {
        Diagnosis diagnosis = find("Traceback\n\n  File \"train.py\"\nValueError: bad rate\n", "");
        assertThat(diagnosis.summary()).isEqualTo("ValueError: bad rate");
        assertThat(diagnosis.text())
                .isEqualTo("ValueError: bad rate\nTraceback\n  File \"train.py\"\nValueError: bad rate");
    }

    @Test
    void aCauseThatIsAllThereIsIsNotRepeated() {
        assertThat(find("ValueError: bad rate\n", "").text()).isEqualTo("ValueError: bad rate");
    }

    @Test
    void ofEquallySureErrorsTheLastIsTheCause() {
        assertThat(find("KeyError: 'x'\nTypeError: y\nbye\n", "").cause()).isEqualTo("TypeError: y");
    }

    @Test
    void theSurestErrorIsTheCauseWhereverItStands() {
        String output = "begin\nValueError: a\nKeyError: b\nerror: c\nchild failed\n";
        assertThat(find(output, "").cause()).isEqualTo("ValueError: a (caused by luck)");
        assertThat(find("KeyError: b\nerror: c\nchild failed\n", "").cause()).isEqualTo("KeyError: b");
        assertThat(find("error: c\nchild failed\n", "").cause()).isEqualTo("error: c");
        assertThat(find("x\nchild failed\n", "").cause()).isEqualTo("child failed");
    }

    @Test
    void whetherItIsOnlyAConsequenceIsTold() {
        assertThat(find("x\nchild failed\n", "").isConsequence()).isTrue();
        assertThat(find("error: c\nchild failed\n", "").isConsequence()).isFalse();
        assertThat(find("x\n", "").isConsequence()).isFalse();
        ProcessResult killed = new ProcessResult(137, "", "child failed\n");
        assertThat(finder().find(killed, "killed by SIGKILL: out of memory").isConsequence())
                .isFalse();
    }

    @Test
    void standardErrorComesBeforeStandardOutputIfNothingIsSurerThere() {
        assertThat(find("KeyError: 'x'\n", "ValueError: y\n").cause()).isEqualTo("KeyError: 'x'");
        assertThat(find("error: x\n", "ValueError: y\n").cause()).isEqualTo("ValueError: y");
    }

    @Test
    void theInnermostFrameOfTheUsersIsOnTheSecondLine() {
        Diagnosis diagnosis = find("begin\nValueError: a\n", "");
        assertThat(diagnosis.summary()).isEqualTo("ValueError: a (caused by luck)\nat train.py, line 2");
        assertThat(diagnosis.frames()).containsExactly("lib.py, line 1", "train.py, line 2");
    }

    @Test
    void theRankThatWroteItIsNamed() {
        assertThat(find("[rank1]: KeyError: 'x'\n", "").cause()).isEqualTo("KeyError: 'x' (rank 1)");
    }

    @Test
    void howTheFirstRankEndedIsTheCauseIfNobodySaysMore() {
        String output = "[1,2]<stderr>:epoch 1\n[1,2]<stderr>:train: " + RANK_2 + "\n[1,0]<stderr>:train: "
                + "MPI rank 0 on algo-1 ended with exit code 1\nchild failed of that\n";
        assertThat(find(output, "").summary()).isEqualTo(RANK_2 + "\nabove that: epoch 1");
        assertThat(find("train: " + RANK_2 + "\n", "").summary()).isEqualTo(RANK_2);
        assertThat(find("ignoring it\ntrain: " + RANK_2 + "\n", "").cause()).isEqualTo(RANK_2);
    }

    @Test
    void howARankEndedComesBehindHowTheLauncherDid() {
        ProcessResult result = new ProcessResult(9, "", "train: " + RANK_2 + "\n");
        assertThat(finder().find(result, "stop requested by SIGTERM").summary())
                .isEqualTo("stop requested by SIGTERM; " + RANK_2);
    }

    @Test
    void whatTheRankItselfSaysIsBetterThanHowItEnded() {
        String end = "train: " + RANK_2 + "\n";
        assertThat(find("[1,2]<stderr>:error: x\n[1,2]<stderr>:" + end, "").cause())
                .isEqualTo("error: x (rank 2 on algo-2)");
        assertThat(find("error: x\n" + end, "").cause())
                .isEqualTo("error: x (the first that failed is rank 2 on algo-2)");
        assertThat(find("KeyError: without an end" + end, "").cause())
                .isEqualTo("KeyError: without an end (the first that failed is rank 2 on algo-2)");
    }

    @Test
    void generalWordsOfARankThatDidNotFailAreNoCause() {
        String output = "[1,0]<stderr>:error: no cache\n[1,2]<stderr>:train: " + RANK_2 + "\n";
        assertThat(find(output, "").cause()).isEqualTo(RANK_2);
        assertThat(find("[1,0]<stderr>:KeyError: 'x'\n" + output, "").cause()).isEqualTo("KeyError: 'x' (rank 0)");
    }

    @Test
    void ofSeveralRanksThatSayWhyTheFirstThatEndedIsTheCause() {
        String output = "[1,0]<stderr>:KeyError: 'x'\n[1,2]<stderr>:KeyError: 'y'\n[1,2]<stderr>:train: " + RANK_2
                + "\n[1,0]<stderr>:train: MPI rank 0 on algo-1 ended with exit code 1\n";
        assertThat(find(output, "").cause()).isEqualTo("KeyError: 'y' (rank 2 on algo-2)");
    }

    @Test
    void aRankThatCrashedSaysMoreThanWordsOfWhichNobodyDied() {
        String crash = "MPI rank 2 on algo-2 ended with exit code 139 (SIGSEGV)";
        String output = "[1,2]<stderr>:error: x\n[1,2]<stderr>:train: " + crash + "\n";
        assertThat(find(output, "").cause()).isEqualTo(crash);
        assertThat(find("[1,2]<stderr>:KeyError: 'y'\n" + output, "").cause())
                .isEqualTo("KeyError: 'y' (rank 2 on algo-2)");
    }

    @Test
    void howTheProcessEndedComesFirst() {
        ProcessResult result = new ProcessResult(137, "", "ValueError: bad rate\n");
        assertThat(finder().find(result, "killed by SIGKILL: out of memory").summary())
                .isEqualTo("killed by SIGKILL: out of memory; ValueError: bad rate");
    }

    @Test
    void whatIsLessThanLikelyAddsNothingToHowTheProcessEnded() {
        ProcessResult result = new ProcessResult(137, "", "error: retry\n");
        assertThat(finder().find(result, "killed by SIGKILL").summary()).isEqualTo("killed by SIGKILL");
    }

    @Test
    void howTheProcessEndedIsTheWholeCauseIfNothingIsRecognised() {
        ProcessResult result = new ProcessResult(143, "", "epoch 7\n");
        assertThat(finder().find(result, "killed by SIGTERM").summary()).isEqualTo("killed by SIGTERM");
        assertThat(finder().find(new ProcessResult(143, "", ""), "killed by SIGTERM")
                        .text())
                .isEqualTo("killed by SIGTERM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ValueError: x (ignored)\nbye\n",
                "ignoring this:\nValueError: x\nbye\n",
                "ValueError: x\nretrying in 3 s\nbye\n",
                "ValueError: x\nfalling back to the CPU\nbye\n",
                "Exception ignored in: <function f>\nValueError: x\nbye\n",
                "Exception ignored in: <function f>\nbegin\nValueError: x\nbye\n",
            })
    void whatWasHandledIsNotTheCause(String stderr) {
        assertThat(find(stderr, "").summary()).endsWith("bye").doesNotContain("ValueError");
    }

    @Test
    void aWholeErrorThatSeemsToHaveBeenHandledStandsBehindTheLastWords() {
        assertThat(find("begin\nValueError: x\nskipping the evaluation\nbye\n", "")
                        .summary())
                .isEqualTo("skipping the evaluation\nbye\nbefore that: ValueError: x");
    }

    @Test
    void theEndOfStandardErrorIsShownWithACauseOnStandardOutput() {
        String noise = "a line of a log that says nothing at all\n".repeat(30);
        assertThat(find(noise + "no rows are left\n", "ValueError: x\n").summary())
                .isEqualTo("ValueError: x\nstandard error ends: no rows are left");
    }

    @Test
    void anUncaughtErrorThatEndsTheOutputWasNotHandled() {
        assertThat(find("skipping row 3\nbegin\nValueError: x\n", "").cause()).startsWith("ValueError: x");
    }

    @Test
    void theNextErrorsBeingIgnoredSaysNothingOfThisOne() {
        assertThat(find("ValueError: x\nException ignored in: <function f>\nKeyError: y\n", "")
                        .cause())
                .isEqualTo("ValueError: x");
    }

    @Test
    void aLoggedErrorIsLessSureThanAnUncaughtOne() {
        assertThat(find("uncaught: y\nERROR:root:no metrics\nbegin\nValueError: logged\nbye\n", "")
                        .cause())
                .isEqualTo("uncaught: y");
    }

    @Test
    void anErrorOfAPeersIsAConsequence() {
        assertThat(find("[rank1]: KeyError: 'x'\n[rank0]: uncaught: Connection reset by peer\n", "")
                        .cause())
                .isEqualTo("KeyError: 'x' (rank 1)");
    }

    @Test
    void theLineAboveAConsequenceIsShownWithIt() {
        assertThat(find("no such column\nchild failed with 3\n", "").summary())
                .isEqualTo("child failed with 3\nabove that: no such column");
    }

    @Test
    void theLastLineIsShownWithAnErrorThatWasNotTheEnd() {
        String noise = "a line of a log that says nothing at all\n".repeat(30);
        assertThat(find("ValueError: bad rate\n" + noise + "no rows are left\n", "")
                        .summary())
                .isEqualTo("ValueError: bad rate\nthe output ends: no rows are left");
    }

    @Test
    void withoutACauseTheLastLinesOfStandardErrorAreIt() {
        assertThat(find("one\n\ntwo  \n\n", "out\n").text()).isEqualTo("one\ntwo");
        assertThat(find(" \n\n", "one\ntwo\n").text()).isEqualTo("one\ntwo");
        assertThat(find("", "").text()).isEmpty();
    }

    @Test
    void ofManyLinesThoseThatFitComeFirst() {
        Diagnosis diagnosis = find(lines(100), "");
        assertThat(diagnosis.summary()).hasSizeLessThanOrEqualTo(240).endsWith("line 98\nline 99");
        assertThat(diagnosis.text().lines()).endsWith("line 98", "line 99").contains("line 80");
    }

    @Test
    void warningsAndLogLinesAreNotTakenForTheCause() {
        assertThat(find("no data\ntrain.py:3: UserWarning: x\n  warnings.warn(x)\nINFO:root:bye\n", "")
                        .summary())
                .isEqualTo("no data");
        assertThat(find("INFO:root:bye\n", "no data\n").summary()).isEqualTo("no data");
        assertThat(find("INFO:root:bye\n", "").summary()).isEqualTo("INFO:root:bye");
    }

    @Test
    void secretsAreMaskedBeforeAnythingIsCut() {
        String url = "https://user:" + "p".repeat(300) + "@host";
        assertThat(find("ValueError: " + url + "\n", "").text()).isEqualTo("ValueError: https://****@host");
    }

    @Test
    void aLongMessageIsCutSoThatItsContextAndItsPlaceAreSeen() {
        Diagnosis diagnosis = find("begin\nValueError: " + "x".repeat(500) + "\n", "");
        assertThat(diagnosis.summary())
                .hasSizeLessThanOrEqualTo(240)
                .startsWith("ValueError: xxx")
                .contains("xxx... (caused by luck)\nat train.py, line 2");
    }

    @Test
    void allThatIsLongIsSeenInPart() {
        String stderr = "begin\nValueError: " + "x".repeat(500) + "\n";
        assertThat(finder().find(new ProcessResult(137, "", stderr), "killed by " + "y".repeat(300))
                        .summary())
                .hasSizeLessThanOrEqualTo(240)
                .contains("killed by yyy", "ValueError: xxx", "caused by luck", "train.py, line 2");
    }

    @Test
    void aRecogniserThatFailsCostsAWarning() {
        ErrorRecognizer broken = recognizer(lines -> {
            throw new IllegalStateException("surprise");
        });
        Diagnosis diagnosis = new CauseFinder(List.of(broken, EXCEPTION), new Redactor(), warnings::add)
                .find(new ProcessResult(1, "", "ValueError: x\n"), "");
        assertThat(diagnosis.cause()).isEqualTo("ValueError: x");
        assertThat(warnings)
                .containsExactly(
                        "the error recogniser 'test' is left out, for it failed: java.lang.IllegalStateException: surprise");
    }

    @Test
    void aRecogniserThatNamesALineThatIsNotThereCostsAWarning() {
        ErrorRecognizer broken = recognizer(lines -> List.of(RecognizedError.of(7, Certainty.UNCAUGHT, "x")));
        new CauseFinder(List.of(broken), new Redactor(), warnings::add)
                .find(new ProcessResult(1, "", "one line\n"), "");
        assertThat(warnings).singleElement().asString().contains("'test'", "a line that is not there");
    }

    private Diagnosis find(String stderr, String stdout) {
        return finder().find(new ProcessResult(1, stdout, stderr), "");
    }

    private CauseFinder finder() {
        return new CauseFinder(List.of(EXCEPTION, UNCAUGHT, CONSEQUENCE, HINT, BLOCK), new Redactor(), warnings::add);
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    }

    private interface Recognition {
        List<RecognizedError> of(List<String> lines);
    }

    private static ErrorRecognizer recognizer(Recognition recognition) {
        return new ErrorRecognizer() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public List<RecognizedError> recognize(List<String> lines) {
                return recognition.of(lines);
            }
        };
    }
}
