package io.smcontainers.launcher.process;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Explains why a program could not be started. What the kernel says of a script is often true of its first line only. */
final class StartFailure {
    private StartFailure() {}

    static JobException explain(Path program, IOException e) {
        String reason = String.valueOf(e.getMessage());
        if (!Files.exists(program)) {
            return new JobException(
                    ErrorCode.MISSING_ENTRY_POINT, program + " cannot be started: there is no such file", e);
        }
        String interpreter = interpreter(program);
        if (interpreter.endsWith("\r")) {
            return new JobException(
                    ErrorCode.INVALID_CONFIGURATION,
                    program + " cannot be started: its lines end with CR LF, as on Windows; save it with LF line ends",
                    e);
        }
        if (!interpreter.isEmpty() && !Files.exists(Path.of(interpreter))) {
            return new JobException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    program + " cannot be started: its first line asks for " + interpreter
                            + ", which is not in this image",
                    e);
        }
        ErrorCode code = reason.contains("error=13") ? ErrorCode.PERMISSION_DENIED : ErrorCode.IO_FAILED;
        return new JobException(code, program + " cannot be started: " + reason, e);
    }

    private static String interpreter(Path script) {
        try (BufferedReader reader = Files.newBufferedReader(script, StandardCharsets.ISO_8859_1)) {
            char[] head = new char[256];
            int length = Math.max(0, reader.read(head));
            String firstLine = new String(head, 0, length).split("\n", 2)[0];
            return firstLine.startsWith("#!")
                    ? firstLine.substring(2).stripLeading().split(" ", 2)[0]
                    : "";
        } catch (IOException e) {
            return "";
        }
    }
}
