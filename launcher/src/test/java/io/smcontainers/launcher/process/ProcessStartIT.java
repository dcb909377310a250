package io.smcontainers.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessStartIT {
    private final TestProcess process = new TestProcess();

    @TempDir
    Path folder;

    @Test
    void aScriptRunsWithItsInterpreter() throws IOException {
        assertThat(run(script("#!/usr/bin/env python3\nprint('from python')\n")).stdoutTail())
                .isEqualTo("from python\n");
    }

    @Test
    void aScriptWithoutAFirstLineOfItsOwnRunsWithSh() throws IOException {
        assertThat(run(script("echo from sh $1\n"), "--lr").stdoutTail()).isEqualTo("from sh --lr\n");
    }

    @Test
    void anEmptyScriptSucceeds() throws IOException {
        assertThat(run(script(""))).isEqualTo(new ProcessResult(0, "", ""));
    }

    @Test
    void aScriptWithWindowsLineEnds() throws IOException {
        Path script = script("#!/bin/sh\r\necho hello\r\n");
        assertCannotStart(ErrorCode.INVALID_CONFIGURATION, script.toString())
                .isEqualTo(script
                        + " cannot be started: its lines end with CR LF, as on Windows; save it with LF line ends");
    }

    @Test
    void aScriptWhoseInterpreterIsMissing() throws IOException {
        Path script = script("#! /opt/conda/bin/python\t-u\nprint()\n");
        assertCannotStart(ErrorCode.DEPENDENCY_UNAVAILABLE, script.toString())
                .isEqualTo(script + " cannot be started: its first line asks for /opt/conda/bin/python,"
                        + " which is not in this image");
    }

    @Test
    void aProgramBuiltForAnotherSystem() throws IOException {
        String program = Files.readString(Path.of("/bin/true"), StandardCharsets.ISO_8859_1);
        assertThat(program).contains("/ld-");
        Path foreign = folder.resolve("train");
        Files.writeString(foreign, program.replaceFirst("/ld-", "/xx-"), StandardCharsets.ISO_8859_1);
        makeExecutable(foreign);

        assertCannotStart(ErrorCode.DEPENDENCY_UNAVAILABLE, foreign.toString())
                .startsWith(foreign + " cannot be started: it was built for another system: ");
    }

    @Test
    void aProgramThatIsMissing() {
        assertCannotStart(ErrorCode.MISSING_ENTRY_POINT, folder + "/train")
                .isEqualTo(folder + "/train cannot be started: there is no such file");
    }

    @Test
    void aProgramThatIsNotOnPath() {
        assertCannotStart(ErrorCode.DEPENDENCY_UNAVAILABLE, "no-such-program")
                .isEqualTo("no-such-program cannot be started: it is not on PATH");
    }

    @Test
    void aFileWithoutRunBits() throws IOException {
        Path file = Files.writeString(folder.resolve("train"), "");
        assertCannotStart(ErrorCode.PERMISSION_DENIED, file.toString())
                .contains("cannot be started: ", "Permission denied");
    }

    @Test
    void aFolder() {
        assertCannotStart(ErrorCode.PERMISSION_DENIED, folder.toString()).contains("Permission denied");
    }

    @Test
    void aFolderToRunInThatIsMissing() {
        Path missing = folder.resolve("code");
        JobException problem = catchThrowableOfType(JobException.class, () -> new ProcessRunner(
                        process.signals, Patience.SHORT, process.log.log(), new OwnChildren())
                .run(List.of("true"), missing, TestProcess.ENVIRONMENT, OutputTargets.discarded()));
        assertThat(problem.code()).isEqualTo(ErrorCode.IO_FAILED);
        assertThat(problem).hasMessage("true cannot be started: there is no folder " + missing + " to run it in");
    }

    @Test
    void moreThanLinuxTakesIsSaid() {
        assertCannotStart(ErrorCode.IO_FAILED, "true", "x".repeat(200_000)).contains("Argument list too long");
    }

    private Path script(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("train.sh"), text);
        makeExecutable(script);
        return script;
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private ProcessResult run(Path program, String... arguments) {
        return process.run(program.toString(), arguments);
    }

    private AbstractStringAssert<?> assertCannotStart(ErrorCode code, String... argv) {
        JobException problem = catchThrowableOfType(
                JobException.class,
                () -> process.run(List.of(argv), TestProcess.ENVIRONMENT, OutputTargets.discarded()));
        assertThat(problem.code()).isEqualTo(code);
        return assertThat(problem.getMessage());
    }
}
