package io.smcontainers.launcher.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IoProblemTest {
    private static final Path CODE = Path.of("/opt/ml/code");

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "Disk quota exceeded"})
    void namesTheFolderWhoseDiskIsFull(String words) {
        JobException problem = IoProblem.writing("'a.py' to /opt/ml/code", CODE, new IOException(words));

        assertThat(problem.code()).isEqualTo(ErrorCode.IO_FAILED);
        assertThat(problem)
                .hasMessage(
                        "cannot write 'a.py' to /opt/ml/code: " + words
                                + "; make room in the file system of /opt/ml/code, or give the job a larger volume (VolumeSizeInGB)");
    }

    @Test
    void namesWhoMayNotDoWhat() {
        JobException problem = IoProblem.reading("file:///x", new AccessDeniedException("/x/secret"));

        assertThat(problem.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(problem)
                .hasMessage("cannot read file:///x: permission denied for user " + System.getProperty("user.name")
                        + " (/x/secret)");
    }

    @Test
    void doesNotNameAFileTwice() {
        assertThat(IoProblem.reading("/x/gone", new NoSuchFileException("/x/gone")))
                .hasMessage("cannot read /x/gone: no such file or folder");
    }

    @Test
    void passesOnWhatTheFileSystemSays() {
        IOException readOnly = new FileSystemException("/opt/ml/code", null, "Read-only file system");

        assertThat(IoProblem.writing("the code folder /opt/ml/code", CODE, readOnly))
                .hasMessage("cannot write the code folder /opt/ml/code: Read-only file system");
    }

    @Test
    void hasAWordForAnErrorWithoutOne() {
        assertThat(IoProblem.reading("s3://b/k", new IOException()))
                .hasMessage("cannot read s3://b/k: java.io.IOException");
    }
}
