package io.smcontainers.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.launcher.cause.BuiltInRecognizers;
import io.smcontainers.launcher.cause.CauseFinder;
import io.smcontainers.launcher.cause.Diagnosis;
import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.FrameworkRunner;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
                        diagnosis);

        String start = text.substring(0, Math.min(300, text.length()));
        assertThat(log.expected()).isNotEmpty().allSatisfy(line -> assertThat(start)
                .contains(line));
        assertThat(log.unexpected())
                .allSatisfy(line -> assertThat(diagnosis.summary()).doesNotContain(line));
        assertThat(diagnosis.summary()).hasSizeLessThanOrEqualTo(240);
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
