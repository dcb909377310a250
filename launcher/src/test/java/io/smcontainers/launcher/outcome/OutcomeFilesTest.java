package io.smcontainers.launcher.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smcontainers.core.JobLayout;
import io.smcontainers.launcher.TestLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        write(new Outcome.Succeeded());

        assertThat(layout.successFile()).isEmptyFile();
        assertThat(layout.failureFile()).doesNotExist();
    }

    @Test
    void aFailureIsItsTextInTheFileAndInTheLog() {
        write(new Outcome.Failed(3, "ExecuteUserScriptError: données"));

        assertThat(layout.failureFile()).hasContent("ExecuteUserScriptError: données");
        assertThat(layout.successFile()).doesNotExist();
        assertThat(log.text()).contains("ERROR ").contains("ExecuteUserScriptError: données");
    }

    @Test
    void theFailureFileOfTheUsersStays() throws IOException {
        Files.createDirectories(layout.outputDir());
        Files.writeString(layout.failureFile(), "my own words");

        write(new Outcome.Failed(3, "ours"));

        assertThat(layout.failureFile()).hasContent("my own words");
        assertThat(log.text()).contains("ours");
    }

    @Test
    void anEmptyFailureFileSaysNothingAndIsReplaced() throws IOException {
        Files.createDirectories(layout.outputDir());
        Files.createFile(layout.failureFile());

        write(new Outcome.Failed(3, "ours"));

        assertThat(layout.failureFile()).hasContent("ours");
    }

    @Test
    void anOutputFolderThatIsALinkIsFollowed() throws IOException {
        Path elsewhere = Files.createDirectories(base.resolve("elsewhere"));
        Files.createSymbolicLink(layout.outputDir(), elsewhere);

        write(new Outcome.Failed(3, "ours"));

        assertThat(elsewhere.resolve("failure")).hasContent("ours");
    }

    @Test
    void anOutputFolderThatCannotBeWrittenCostsAWarningOnly() throws IOException {
        Files.writeString(layout.outputDir(), "a plain file");

        write(new Outcome.Failed(3, "ours"));
        write(new Outcome.Succeeded());

        assertThat(log.text()).contains("ours");
        assertThat(log.warnings())
                .hasSize(2)
                .first()
                .asString()
                .startsWith(layout.failureFile() + " could not be written: ");
    }

    @Test
    void halfASurrogatePairDoesNotKeepTheTextFromItsFile() {
        write(new Outcome.Failed(3, "Command \"train.sh \ud83d\""));
        assertThat(layout.failureFile()).hasContent("Command \"train.sh ?\"");
    }

    @Test
    void nothingIsMadeOnAMachineThatIsNoContainer() {
        Path missing = base.resolve("opt/ml");

        new OutcomeFiles(new JobLayout(missing), log.log()).write(new Outcome.Failed(78, "no such folder"));

        assertThat(missing).doesNotExist();
        assertThat(log.text()).contains("no such folder");
    }

    @Test
    void aFailureCannotHaveTheExitCodeOfASuccess() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Outcome.Failed(0, "text"));
    }

    private void write(Outcome outcome) {
        new OutcomeFiles(layout, log.log()).write(outcome);
    }
}
