package io.smcontainers.launcher;

import io.smcontainers.core.JobLayout;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.FailureReport;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.outcome.OutcomeFiles;
import java.time.Duration;
import java.util.Map;

/** Tells how a job ended: SageMaker by files, and the reader of the log in a line. */
final class JobReport {
    private final OutcomeFiles files;
    private final Outcome outcome;
    private final boolean stopped;

    JobReport(JobLayout layout, JobLog log, Outcome outcome, boolean stopped) {
        this.files = new OutcomeFiles(layout, log);
        this.outcome = outcome;
        this.stopped = stopped;
    }

    /**
     * Writes the file that says so.
     *
     * @param host where it happened, by SageMaker's name
     * @param phase in which the job ended
     * @param durations of all phases
     */
    void write(String host, String phase, Map<String, Duration> durations) {
        if (outcome instanceof Outcome.Failed failed) {
            files.writeFailure(new FailureReport(failed.failure(), host, phase, durations, stopped));
        } else {
            files.writeSuccess();
        }
    }

    /** Returns the line of the log. */
    String line() {
        String afterStop = stopped ? " after it was asked to stop" : "";
        return outcome.exitCode() == 0
                ? "the job succeeded" + afterStop
                : "the job failed" + afterStop + "; exit code " + outcome.exitCode();
    }
}
