package io.smcontainers.launcher;

import io.smcontainers.core.JobLayout;
import io.smcontainers.launcher.log.JobLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the folders that a user's program expects to find. One that cannot be made is the program's to complain about. */
final class JobFolders {
    private JobFolders() {}

    static void create(JobLayout layout, JobLog log) {
        for (Path folder : List.of(layout.modelDir(), layout.outputDataDir())) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                log.warn("the folder " + folder + " cannot be made: " + e);
            }
        }
    }
}
