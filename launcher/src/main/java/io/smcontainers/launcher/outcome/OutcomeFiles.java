package io.smcontainers.launcher.outcome;

import io.smcontainers.core.JobLayout;
import io.smcontainers.launcher.log.JobLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells SageMaker how the job ended. A file that cannot be written is a warning: the outcome stays what it is. */
public final class OutcomeFiles {
    private final JobLayout layout;
    private final JobLog log;

    /**
     * Creates a writer.
     *
     * @param layout where the files lie
     * @param log says what could not be written
     */
    public OutcomeFiles(JobLayout layout, JobLog log) {
        this.layout = layout;
        this.log = log;
    }

    /** Writes {@code output/success} or {@code output/failure}; a failure file of the user's stays. */
    public void write(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            log.error(failed.text());
            if (!hasContent(layout.failureFile())) {
                write(layout.failureFile(), failed.text());
            }
        } else {
            write(layout.successFile(), "");
        }
    }

    private static boolean hasContent(Path file) {
        try {
            return Files.size(file) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void write(Path file, String text) {
        if (!Files.isDirectory(layout.base())) {
            // Nobody would read it, and the next start would take this machine for a container.
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            // Not writeString, which refuses half a surrogate pair: a hyperparameter may hold one.
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            log.warn(file + " could not be written: " + e);
        }
    }
}
