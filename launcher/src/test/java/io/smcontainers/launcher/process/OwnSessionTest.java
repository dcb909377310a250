package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnSessionTest {
    @TempDir
    Path programs;

    @Test
    void setsidGoesInFrontOfTheProgram() throws IOException {
        Path setsid = Files.writeString(programs.resolve("setsid"), "");
        Files.setPosixFilePermissions(setsid, PosixFilePermissions.fromString("rwx------"));

        assertThat(argv()).containsExactly(setsid.toString(), "train.sh", "--lr", "1");
    }

    @Test
    void whereThereIsNoneTheProgramStartsWithoutIt() {
        assertThat(argv()).containsExactly("train.sh", "--lr", "1");
    }

    @ParameterizedTest
    @CsvSource({
        "127, 'setsid: failed to execute x: No such file or directory\n', error=2",
        "126, 'setsid: failed to execute x: Permission denied\n', error=13",
        "127, 'setsid: can''t execute ''x'': No such file or directory\n', error=2"
    })
    void whatItSaysOfAProgramThatCannotStartIsAnError(int exitCode, String said, String error) {
        assertThat(OwnSession.startError(new ProcessResult(exitCode, "", said)))
                .hasValueSatisfying(e -> assertThat(e).hasMessageStartingWith(error + ", setsid: "));
    }

    @ParameterizedTest
    @CsvSource({
        "127, '', 'train.sh: 3: setsid: not found\n'",
        "127, '', 'setsid: hello\nsetsid: there\n'",
        "127, 'started\n', 'setsid: hello\n'",
        "1, '', 'setsid: hello\n'",
        "127, '', ''"
    })
    void whatTheProgramSaysIsItsOwn(int exitCode, String stdout, String stderr) {
        assertThat(OwnSession.startError(new ProcessResult(exitCode, stdout, stderr)))
                .isEmpty();
    }

    private List<String> argv() {
        return OwnSession.of(List.of("train.sh", "--lr", "1"), Map.of("PATH", programs.toString()))
                .argv();
    }
}
