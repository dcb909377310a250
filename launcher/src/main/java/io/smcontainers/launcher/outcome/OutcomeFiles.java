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

    /** Writes {@code output/success}. */
    public void writeSuccess() {
        write(layout.successFile(), "");
    }

    /** Writes {@code output/failure}, unless the user's program did, and {@code output/failure.json} beside it. */
    public void writeFailure(FailureReport report) {
        String text = report.failure().text();
        log.error(text);
        if (!hasContent(layout.failureFile())) {
            write(layout.failureFile(), text);
        }
        // Last, so that on a disk that is nearly full it takes no room from what SageMaker reads.
        write(layout.failureReportFile(), report.toJson() + "\n");
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
