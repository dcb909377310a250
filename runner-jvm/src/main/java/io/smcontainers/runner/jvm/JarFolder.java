package io.smcontainers.runner.jvm;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A folder of jars. */
final class JarFolder {
    private JarFolder() {}

    /** Returns the jars right in a folder, by name, so that every host has the same class path; none if there is no folder. */
    static List<Path> jars(Path folder) {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
                files.forEach(jars::add);
            } catch (AccessDeniedException e) {
                throw new JobException(
                        ErrorCode.PERMISSION_DENIED, folder + ": may not be read by this user; chmod a+rX it", e);
            } catch (IOException e) {
                throw new JobException(ErrorCode.IO_FAILED, folder + ": cannot be read: " + e, e);
            }
        }
        Collections.sort(jars);
        return jars;
    }
}
