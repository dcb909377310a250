package io.smcontainers.launcher;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.Hyperparameters;
import io.smcontainers.core.JobException;
import io.smcontainers.core.TrainingEnvironment;
import java.util.Map;

/**
 * Refuses jobs that ask for a cluster launcher this version does not have. Running such a program once on each host would look
 * like success and be many separate trainings; with one process in all there is no difference.
 */
final class DistributionCheck {
    /** Launchers by the flag that asks for them. */
    private static final Map<String, String> LAUNCHERS =
            Map.of("sagemaker_mpi_enabled", "mpirun", "sagemaker_torch_distributed_enabled", "torchrun");

    private static final String PROCESSES_PER_HOST = "sagemaker_mpi_num_of_processes_per_host";

    private DistributionCheck() {}

    static void require(TrainingEnvironment job) {
        Hyperparameters parameters = job.frameworkParameters();
        if (!job.cluster().isDistributionEnabled() || processes(job) <= 1) {
            return;
        }
        LAUNCHERS.forEach((flag, launcher) -> {
            if (parameters.flag(flag)) {
                throw new JobException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "hyperparameters.json: '" + flag + "' asks for " + launcher + " with " + processes(job)
                                + " processes on " + job.cluster().distributionHosts()
                                + ", which this version does not start yet; have the program start " + launcher
                                + " itself, or run it as one process");
            }
        });
    }

    private static long processes(TrainingEnvironment job) {
        long perHost = job.frameworkParameters()
                .integer(PROCESSES_PER_HOST)
                .orElse(Math.max(1, job.hardware().accelerators().size()));
        return perHost * job.cluster().distributionHosts().size();
    }
}
