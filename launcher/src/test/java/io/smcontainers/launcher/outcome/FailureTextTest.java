package io.smcontainers.launcher.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.cause.Diagnosis;
import io.smcontainers.launcher.log.Redactor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTextTest {
    private final FailureText failureText = new FailureText(new Redactor());

    @Test
    void hasTheShapeOfThePythonToolkits() {
        assertThat(text(List.of("python3", "train.py", "--lr", "1"), "ValueError: bad learning rate"))
                .isEqualTo("""
                        ExecuteUserScriptError:
                        ExitCode 3
                        ErrorMessage "ValueError: bad learning rate"
                        Command "python3 train.py --lr 1\"""");
    }

    @Test
    void whatElseIsKnownStandsBelowTheMessage() {
        assertThat(failureText
                        .of(
                                ErrorCode.INSTALL_REQUIREMENTS_FAILED,
                                List.of("pip"),
                                1,
                                diagnosis("no"),
                                "Tried before: x")
                        .text())
                .isEqualTo("""
                        InstallRequirementsError:
                        ExitCode 1
                        ErrorMessage "no"
                        ExtraInfo "Tried before: x"
                        Command "pip\"""");
    }

    @Test
    void aLongCommandIsCut() {
        assertThat(text(List.of("train.sh", "v".repeat(5_000)), ""))
                .endsWith("vvv...\"")
                .hasSizeBetween(2_000, 2_200);
    }

    @Test
    void secretsAreMaskedInMessageAndCommand() {
        assertThat(text(
                        List.of("train.sh", "--hf_token", "abc", "--url", "https://u:pass@h"),
                        "ValueError: https://u:pass@h"))
                .contains("\"ValueError: https://****@h\"")
                .contains("train.sh --hf_token **** --url https://****@h")
                .doesNotContain("pass")
                .doesNotContain("abc");
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"INSTALL_REQUIREMENTS_FAILED", "INSTALL_MODULE_FAILED"})
    void whatWasTriedIsTheFirstWord(ErrorCode code) {
        assertThat(failureText.of(code, List.of("pip"), 1, diagnosis(""), "").text())
                .startsWith(code.firstWord() + ":\nExitCode 1\n");
    }

    @ParameterizedTest
    @EnumSource(value = ErrorCode.class, mode = EnumSource.Mode.EXCLUDE, names = "INTERNAL")
    void anErrorOfTheJobShowsItsMessageAlone(ErrorCode code) {
        assertThat(failureText
                        .of(new JobException(code, "what to do", new IllegalStateException("inside")))
                        .text())
                .isEqualTo(code.firstWord() + ": what to do");
    }

    @Test
    void aDefectOfOursShowsItsTrace() {
        assertThat(failureText
                        .of(new IllegalStateException("surprise", new ArithmeticException("deep")))
                        .text())
                .startsWith("Framework Error: java.lang.IllegalStateException: surprise\n")
                .contains("\tat " + FailureTextTest.class.getName())
                .contains("Caused by: java.lang.ArithmeticException: deep");
        assertThat(failureText
                        .of(new JobException(ErrorCode.INTERNAL, "surprise"))
                        .text())
                .startsWith("Framework Error: ")
                .contains("\tat ");
    }

    @Test
    void secretsAreMaskedInErrorsToo() {
        assertThat(failureText
                        .of(new JobException(ErrorCode.DOWNLOAD_FAILED, "no answer from https://u:pass@h"))
                        .text())
                .isEqualTo("DownloadError: no answer from https://****@h");
        assertThat(failureText.of(new IllegalStateException("https://u:pass@h")).text())
                .doesNotContain("pass");
    }

    @Test
    void theExitCodeIsTheProgramsOwnButNotAnInstallers() {
        assertThat(failureText
                        .of(ErrorCode.USER_PROGRAM_FAILED, List.of("a"), 3, diagnosis(""), "")
                        .exitCode())
                .isEqualTo(3);
        assertThat(failureText
                        .of(ErrorCode.INSTALL_MODULE_FAILED, List.of("a"), 3, diagnosis(""), "")
                        .exitCode())
                .isEqualTo(69);
    }

    private String text(List<String> argv, String message) {
        return failureText
                .of(ErrorCode.USER_PROGRAM_FAILED, argv, 3, diagnosis(message), "")
                .text();
    }

    private static Diagnosis diagnosis(String text) {
        return new Diagnosis(text, List.of(), text, false);
    }
}
