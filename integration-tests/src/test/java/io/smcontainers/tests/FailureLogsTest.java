package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.launcher.cause.BuiltInRecognizers;
import io.smcontainers.launcher.cause.CauseFinder;
import io.smcontainers.launcher.cause.Diagnosis;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.FrameworkRunner;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cause is what a person reads first, whatever kind of program failed. */
class FailureLogsTest {
    private final List<String> warnings = new ArrayList<>();
    private final Redactor redactor = new Redactor();

    static Stream<FailureLog> logs() throws URISyntaxException {
        return FailureLog.in(Path.of(Objects.requireNonNull(FailureLogsTest.class.getResource("/failure-logs"))
                .toURI()));
    }

    @ParameterizedTest
    @MethodSource("logs")
    void theCauseIsWithinTheFirst300Characters(FailureLog log) {
        Diagnosis diagnosis = new CauseFinder(recognizers(), redactor, warnings::add).find(log.result(), "");
        String text = new FailureText(redactor)
                .of(
                        ErrorCode.USER_PROGRAM_FAILED,
                        List.of("python3", "train.py"),
                        log.result().exitCode(),
                        diagnosis,
                        "")
                .text();

        String start = text.substring(0, Math.min(300, text.length()));
        assertThat(log.expected()).isNotEmpty().allSatisfy(line -> assertThat(start)
                .contains(line));
        assertThat(log.unexpected())
                .allSatisfy(line -> assertThat(diagnosis.summary()).doesNotContain(line));
        // Not only where the last lines of a short output happen to be.
        assertThat(log.expected())
                .allSatisfy(line -> assertThat(diagnosis.summary()).contains(line));
        assertThat(diagnosis.summary()).hasSizeLessThanOrEqualTo(240);
        assertThat(warnings).isEmpty();
    }

    /** Each takes less than a second of processor time in a JVM that has just started; here they only must not explode. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31 12:00:00,123 - trainer - INFO - loss 0.1",
                "ERROR: step failed with exception ValueError: bad (error in x)",
                "  File \"/opt/ml/code/train.py\", line 3, in main",
                "Traceback (most recent call last):",
                "Traceback (most recent call last):\n  File \"train.py\", line 3, in main\nValueError: x",
                "java.io.IOException: x\n\tat com.example.Train.main(Train.java:5)",
                "com.example.Foo: x",
                "Caused by: com.example.Foo: x",
                "  + Exception Group Traceback (most recent call last):",
                "[rank1]: [1,0]<stderr>: a: b: line : 1: 2: error : in in in not found of directory",
                "Assertion ` Assertion ` terminate Terminated level ERROR exception of type : : :",
                "50%|#####     | 5/10\r",
                "\n",
                "a",
            })
    void megabytesOfOneLineAreReadInLinearTime(String line) {
        String megabyte = (line + "\n").repeat(1024 * 1024 / (line.length() + 1));
        String endless = line.replace("\n", " ").repeat(1024 * 1024 / line.length());
        CauseFinder finder = new CauseFinder(recognizers(), redactor, warnings::add);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> finder.find(new ProcessResult(1, endless, megabyte), ""));
        assertThat(warnings).isEmpty();
    }

    @Test
    void thereAreLogsOfAllKinds() throws URISyntaxException {
        assertThat(logs()).hasSizeGreaterThan(50);
    }

    private static List<ErrorRecognizer> recognizers() {
        List<ErrorRecognizer> recognizers = new ArrayList<>(BuiltInRecognizers.all());
        ServiceLoader.load(FrameworkRunner.class).forEach(runner -> recognizers.addAll(runner.errorRecognizers()));
        return recognizers;
    }
}
