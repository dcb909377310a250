package io.smcontainers.launcher.monitor;

import io.smcontainers.core.TrainingEnvironment;
import java.nio.file.Path;

/**
 * The job that is watched, for the files that tell of it.
 *
 * @param name the job's name, empty if it has none
 * @param host this host
 * @param instanceType its type
 * @param severalHosts whether there are others, whose files must not have the same names
 * @param folder where the files are made
 */
record MonitoredJob(String name, String host, String instanceType, boolean severalHosts, Path folder) {
    static MonitoredJob of(TrainingEnvironment environment) {
        return new MonitoredJob(
                environment
                        .settings()
                        .trainingJobName()
                        .orElse(environment.settings().jobName()),
                environment.cluster().currentHost(),
                environment.cluster().currentInstanceType(),
                environment.cluster().hosts().size() > 1,
                environment.layout().outputDataDir());
    }

    /** Each host uploads its own folder, and SageMaker puts them all in one place. */
    Path file(String extension) {
        return folder.resolve(severalHosts ? "monitor-" + host + extension : "monitor" + extension);
    }
}
