package io.smcontainers.runner.python;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads what lies in the code folder. */
final class CodeFile {
    private CodeFile() {}

    /** Returns a file's text. Read as Latin-1, which no byte can break: what is looked for is ASCII in any encoding. */
    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Returns the names of the files in a folder; none if there is no such folder. */
    static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static JobException unreadable(Path file, IOException e) {
        return e instanceof AccessDeniedException
                ? new JobException(
                        ErrorCode.PERMISSION_DENIED, file + ": may not be read by this user; chmod a+rX it", e)
                : new JobException(ErrorCode.IO_FAILED, file + ": cannot be read: " + e, e);
    }
}
