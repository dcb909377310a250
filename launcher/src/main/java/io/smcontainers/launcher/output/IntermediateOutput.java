package io.smcontainers.launcher.output;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.plugin.LatePlugins;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.spi.OutputStore;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The intermediate output of a job, uploaded while the program runs if hyperparameter {@code sagemaker_s3_output} says where
 * to and the platform does not do it itself. Whatever goes wrong with it costs the job a warning and nothing else.
 */
public final class IntermediateOutput {
    private static final String LOCAL = "file://";

    private final JobLog log;
    private final SyncTimes times;
    private final LazyUpload target;
    private final SyncReport report;
    private final ChangedFiles changes;
    private final Uploads uploads;
    private final OutputSync sync;
    private final StopDeadline deadline;
    private boolean started;

    IntermediateOutput(
            Path folder, LazyUpload target, SyncTimes times, StopDeadline deadline, SyncLimits limits, JobLog log) {
        this.log = log;
        this.times = times;
        this.target = target;
        this.deadline = deadline;
        this.report = new SyncReport(log, target.destination());
        this.changes = new ChangedFiles(folder, times, limits.waiting());
        this.uploads = new Uploads(changes, new FileUpload(target, report.bytesRead()), report, times);
        this.sync = new OutputSync(folder, times, report, changes, uploads, limits.folders());
    }

    /**
     * Makes the folder for intermediate output, if it is ours to upload, and finds out who can.
     *
     * @param location what {@code sagemaker_s3_output} says
     * @param job whose output it is
     * @param plugins bring the stores
     * @param signals a stop request limits the time for the last pass
     * @param grace how long the program has after one
     * @param log for all that is to be said about it
     * @return the output to be started with the program; empty if nothing is to be uploaded
     * @throws JobException if the location is none that can be uploaded to
     */
    public static Optional<IntermediateOutput> of(
            String location, TrainingJob job, LatePlugins plugins, JobSignals signals, Duration grace, JobLog log) {
        Path folder = job.environment().layout().outputIntermediateDir();
        if (location.isEmpty() || !isOurs(folder, log)) {
            return Optional.empty();
        }
        if (location.regionMatches(true, 0, LOCAL, 0, LOCAL.length())) {
            log.debug("intermediate output stays on this machine, for 'sagemaker_s3_output' is '" + location + "'");
            return Optional.empty();
        }
        Optional<OutputStore> store = choose(PluginRegistry.instances(plugins.outputStores(log::warn)), location, log);
        if (store.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new IntermediateOutput(
                folder,
                new LazyUpload(store.get(), destination(location, job, log), job),
                SyncTimes.USUAL,
                new StopDeadline(signals, grace, System::nanoTime),
                SyncLimits.USUAL,
                log));
    }

    /** A folder that is there already is the platform's, which uploads it itself. */
    private static boolean isOurs(Path folder, JobLog log) {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            log.debug(folder + " was there before us, so it is the platform that uploads it");
            return false;
        }
        try {
            Files.createDirectories(folder);
            return true;
        } catch (IOException e) {
            log.warn("the folder " + folder + " cannot be made, so no intermediate output is uploaded: " + e);
            return false;
        }
    }

    static String destination(String location, TrainingJob job, JobLog log) {
        Optional<String> name = job.environment().settings().trainingJobName();
        String folder = location.endsWith("/") ? location : location + "/";
        if (name.isEmpty()) {
            log.warn("the environment variable TRAINING_JOB_NAME is not set, so intermediate output goes to " + folder
                    + "output/intermediate, over that of any other job without a name");
        }
        return folder + name.map(text -> text + "/").orElse("") + "output/intermediate";
    }

    static Optional<OutputStore> choose(List<OutputStore> stores, String location, JobLog log) {
        List<String> reasons = new ArrayList<>();
        for (OutputStore store : stores) {
            if (!(store.supports(location) instanceof Support.No no)) {
                return Optional.of(store);
            }
            reasons.add(store.id() + ": " + no.reason());
        }
        if (reasons.isEmpty()) {
            log.warn("intermediate output is not uploaded, for this image has no store for '" + location
                    + "' ('sagemaker_s3_output'); put its jar into plugins/");
            return Optional.empty();
        }
        throw new JobException(
                ErrorCode.INVALID_CONFIGURATION,
                "hyperparameters.json: 'sagemaker_s3_output' is '" + location
                        + "'; expected s3://bucket/prefix or file://folder (" + String.join("; ", reasons) + ")");
    }

    /** Begins to upload, and returns at once. */
    public void start() {
        log.info("what is written to output/intermediate is uploaded to " + target.destination());
        started = true;
        sync.start();
    }

    /** Returns whether there may be something to finish. */
    public boolean isStarted() {
        return started;
    }

    /** Uploads what is left; returns when all is done, or when there is no more time. */
    public void finish() {
        LastPass lastPass = new LastPass(sync, changes, report, deadline, times.stall());
        try {
            sync.finish();
            Optional<String> unfinished = lastPass.await();
            if (unfinished.isPresent()) {
                uploads.stop();
                report.end(changes.unsent(), unfinished.get(), lastPass.took());
            } else {
                report.end(List.of(), "", lastPass.took());
                target.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            report.broken(e);
        }
    }
}
