package io.smcontainers.launcher;

import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.core.Cluster;
import io.smcontainers.core.Hardware;
import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.launcher.log.JobLog;

/** The job in one log line. */
final class JobSummary {
    private JobSummary() {}

    static void log(TrainingEnvironment job, JobLog log) {
        Cluster cluster = job.cluster();
        Hardware hardware = job.hardware();
        log.info("%s on %s (host %d of %d, %s): %d CPUs, %d GPUs, %d NeuronCores; channels %s; %d hyperparameters"
                .formatted(
                        job.program().name().or(job.program()::framework).orElse("no program"),
                        cluster.currentHost(),
                        cluster.currentHostRank() + 1,
                        cluster.hosts().size(),
                        cluster.currentInstanceType(),
                        hardware.cpus(),
                        hardware.count(AcceleratorKind.GPU),
                        hardware.count(AcceleratorKind.NEURON_CORE),
                        job.channels().byName().keySet(),
                        job.hyperparameters().values().size()));
    }
}
