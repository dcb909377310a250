package io.smcontainers.launcher.process;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains why a program could not be started. What the kernel says of a script is often true of its first line only. */
final class StartFailure {
    /** {@code error=2, No such file} says Java 17, {@code error: 2 (No such file)} says Java 25. */
    private static final Pattern ERROR_NUMBER = Pattern.compile("error(?:=|: )(\\d{1,4})");

    private static final int ENOENT = 2;
    private static final int EACCES = 13;

    private StartFailure() {}

    /**
     * Returns the error.
     *
     * @param program a path, or a name on PATH
     * @param directory where it was to run
     * @param e what the JDK says
     */
    static JobException explain(String program, Path directory, IOException e) {
        if (!Files.isDirectory(directory)) {
            return failure(ErrorCode.IO_FAILED, program, "there is no folder " + directory + " to run it in", e);
        }
        if (program.indexOf('/') < 0) {
            return isNotFound(e)
                    ? failure(ErrorCode.DEPENDENCY_UNAVAILABLE, program, "it is not on PATH", e)
                    : unexplained(program, e);
        }
        Path file = directory.resolve(program);
        if (!Files.exists(file)) {
            return failure(ErrorCode.MISSING_ENTRY_POINT, program, "there is no such file", e);
        }
        return isNotFound(e) ? interpreterMissing(file, e) : unexplained(program, e);
    }

    private static JobException interpreterMissing(Path program, IOException e) {
        String interpreter = interpreter(program);
        if (interpreter.isEmpty()) {
            return failure(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    program,
                    "it was built for another system: the loader or C library that it asks for is not in this image",
                    e);
        }
        if (interpreter.endsWith("\r")) {
            return failure(
                    ErrorCode.INVALID_CONFIGURATION,
                    program,
                    "its lines end with CR LF, as on Windows; save it with LF line ends",
                    e);
        }
        return failure(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                program,
                "its first line asks for " + interpreter + ", which is not in this image",
                e);
    }

    private static JobException unexplained(String program, IOException e) {
        ErrorCode code = errorNumber(e) == EACCES ? ErrorCode.PERMISSION_DENIED : ErrorCode.IO_FAILED;
        return failure(code, program, String.valueOf(e.getMessage()), e);
    }

    /** The kernel also says this of a program whose interpreter is missing. */
    private static boolean isNotFound(IOException e) {
        return errorNumber(e) == ENOENT;
    }

    private static int errorNumber(IOException e) {
        Matcher matcher = ERROR_NUMBER.matcher(String.valueOf(e.getMessage()));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static JobException failure(ErrorCode code, Object program, String why, IOException e) {
        return new JobException(code, program + " cannot be started: " + why, e);
    }

    private static String interpreter(Path script) {
        try (BufferedReader reader = Files.newBufferedReader(script, StandardCharsets.ISO_8859_1)) {
            char[] head = new char[256];
            int length = Math.max(0, reader.read(head));
            String firstLine = new String(head, 0, length).split("\n", 2)[0];
            return firstLine.startsWith("#!")
                    ? firstLine.substring(2).stripLeading().split("[ \\t]", 2)[0]
                    : "";
        } catch (IOException e) {
            return "";
        }
    }
}
