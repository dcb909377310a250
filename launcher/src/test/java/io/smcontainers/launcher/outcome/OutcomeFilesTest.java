package io.smcontainers.launcher.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.ErrorKind;
import io.smcontainers.core.JobLayout;
import io.smcontainers.launcher.TestLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeFilesTest {
    @TempDir
    Path base;

    private final TestLog log = new TestLog();
    private JobLayout layout;

    @BeforeEach
    void layOut() {
        layout = new JobLayout(base);
    }

    @Test
    void aSuccessIsAnEmptyFile() {
        new OutcomeFiles(layout, log.log()).writeSuccess();

        assertThat(layout.successFile()).isEmptyFile();
        assertThat(layout.failureFile()).doesNotExist();
    }

    @Test
    void aFailureIsItsTextInTheFileAndInTheLog() {
        write(failure(3, "ExecuteUserScriptError: données"));

        assertThat(layout.failureFile()).hasContent("ExecuteUserScriptError: données");
        assertThat(layout.successFile()).doesNotExist();
        assertThat(log.text()).contains("ERROR ").contains("ExecuteUserScriptError: données");
    }

    @Test
    void theFailureFileOfTheUsersStays() throws IOException {
        Files.createDirectories(layout.outputDir());
        Files.writeString(layout.failureFile(), "my own words");

        write(failure(3, "ours"));

        assertThat(layout.failureFile()).hasContent("my own words");
        assertThat(log.text()).contains("ours");
    }

    @Test
    void anEmptyFailureFileSaysNothingAndIsReplaced() throws IOException {
        Files.createDirectories(layout.outputDir());
        Files.createFile(layout.failureFile());

        write(failure(3, "ours"));

        assertThat(layout.failureFile()).hasContent("ours");
    }

    @Test
    void anOutputFolderThatIsALinkIsFollowed() throws IOException {
        Path elsewhere = Files.createDirectories(base.resolve("elsewhere"));
        Files.createSymbolicLink(layout.outputDir(), elsewhere);

        write(failure(3, "ours"));

        assertThat(elsewhere.resolve("failure")).hasContent("ours");
    }

    @Test
    void anOutputFolderThatCannotBeWrittenCostsAWarningOnly() throws IOException {
        Files.writeString(layout.outputDir(), "a plain file");

        write(failure(3, "ours"));
        new OutcomeFiles(layout, log.log()).writeSuccess();

        assertThat(log.text()).contains("ours");
        assertThat(log.warnings())
                .hasSize(3)
                .first()
                .asString()
                .startsWith(layout.failureFile() + " could not be written: ");
    }

    @Test
    void halfASurrogatePairDoesNotKeepTheTextFromItsFile() {
        write(failure(3, "Command \"train.sh \ud83d\""));
        assertThat(layout.failureFile()).hasContent("Command \"train.sh ?\"");
    }

    @Test
    void nothingIsMadeOnAMachineThatIsNoContainer() {
        Path missing = base.resolve("opt/ml");

        new OutcomeFiles(new JobLayout(missing), log.log()).writeFailure(failure(78, "no such folder"));

        assertThat(missing).doesNotExist();
        assertThat(log.text()).contains("no such folder");
    }

    @Test
    void aFailureCannotHaveTheExitCodeOfASuccess() {
        assertThatIllegalArgumentException().isThrownBy(() -> failure(0, "text"));
    }

    @Test
    void aFailureIsThereForProgramsToReadToo() {
        Failure failure = new Failure(
                ErrorCode.USER_PROGRAM_FAILED,
                ErrorKind.RESOURCE,
                137,
                "killed by SIGKILL: out of memory",
                List.of("train.py, line 6, in main"),
                "text");
        Map<String, Duration> phases = new LinkedHashMap<>();
        phases.put("read", Duration.ofMillis(250));
        phases.put("run", Duration.ofSeconds(2));

        new OutcomeFiles(layout, log.log()).writeFailure(new FailureReport(failure, "algo-1", "run", phases, false));

        assertThat(layout.failureReportFile())
                .hasContent("{\"cause\":\"killed by SIGKILL: out of memory\",\"duration_seconds\":2.25,"
                        + "\"error\":\"ExecuteUserScriptError\",\"exit_code\":137,"
                        + "\"frames\":[\"train.py, line 6, in main\"],\"host\":\"algo-1\",\"kind\":\"resource\","
                        + "\"phase\":\"run\",\"phase_seconds\":{\"read\":0.25,\"run\":2.0},\"signal\":\"SIGKILL\","
                        + "\"stop_requested\":false}");
    }

    @Test
    void whatIsNotKnownIsNull() {
        new OutcomeFiles(layout, log.log()).writeFailure(failure(78, "text"));

        assertThat(layout.failureReportFile()).content().contains("\"host\":null", "\"signal\":null");
    }

    private void write(FailureReport report) {
        new OutcomeFiles(layout, log.log()).writeFailure(report);
    }

    private static FailureReport failure(int exitCode, String text) {
        ErrorCode code = ErrorCode.USER_PROGRAM_FAILED;
        Failure failure = new Failure(code, code.kind(), exitCode, text, List.of(), text);
        return new FailureReport(failure, "", "run", Map.of(), false);
    }
}
