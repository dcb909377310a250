package io.smcontainers.launcher.cluster;

import io.smcontainers.core.Cluster;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.Hyperparameters;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.TrainingJob;
import java.util.List;
import java.util.Map;

/**
 * Chooses what turns the main program into what this host runs: MPI, a template of the user's, or nothing. A host whose instance
 * group takes no part in distributed training runs the program alone, as under the Python toolkit.
 */
public final class ClusterLaunchers {
    static final String MPI = "sagemaker_mpi_enabled";
    static final String TORCH = "sagemaker_torch_distributed_enabled";

    private ClusterLaunchers() {}

    /**
     * Plans this host.
     *
     * @param job the job
     * @param plan the runner's
     * @param hasEfa whether the container may use an Elastic Fabric Adapter
     * @throws JobException if what the job asks for makes no sense, or cannot be had in this image
     */
    public static HostPlan plan(TrainingJob job, LaunchPlan plan, boolean hasEfa) {
        Hyperparameters parameters = job.environment().frameworkParameters();
        Cluster cluster = job.environment().cluster();
        return switch (plan.cooperation()) {
            case BY_THE_PROGRAM ->
                parameters.flag(TORCH) && cluster.isDistributionEnabled()
                        ? alone(job, plan.program(), NetworkSettings.of(job, hasEfa))
                        : alone(job, plan.program(), List.of());
            case TOGETHER -> together(job, plan.program(), cluster.distributionHosts(), hasEfa);
            case AS_THE_JOB_SAYS -> {
                if (parameters.value(LauncherTemplate.PARAMETER).isPresent()) {
                    yield new TemplateLauncher(job, plan, hasEfa).plan();
                }
                if (!cluster.isDistributionEnabled()) {
                    yield alone(job, plan.program(), List.of());
                }
                if (parameters.flag(MPI)) {
                    yield new MpiLauncher(job, plan, hasEfa).plan();
                }
                if (parameters.flag(TORCH)) {
                    throw notForTorchrun(job);
                }
                yield alone(job, plan.program(), List.of());
            }
        };
    }

    /** Returns the plan of a host that runs its program whatever others do. */
    static HostPlan alone(TrainingJob job, Command program, List<String> notes) {
        return alone(job, program, new NetworkSettings("", Map.of(), notes));
    }

    /** Returns the same of a host whose program finds the others by itself, as an elastic torchrun does. */
    private static HostPlan alone(TrainingJob job, Command program, NetworkSettings network) {
        return new HostPlan(
                HostRole.ALONE,
                program,
                List.of(job.environment().cluster().currentHost()),
                false,
                TeamFiles.NONE,
                RankTags.NONE,
                network.variables(),
                network.notes());
    }

    /** Returns the plan of a host that runs the same as the others. */
    static HostPlan together(TrainingJob job, Command program, List<String> team, boolean hasEfa) {
        NetworkSettings network = NetworkSettings.of(job, hasEfa);
        return new HostPlan(
                HostRole.TOGETHER,
                program,
                team,
                false,
                TeamFiles.of(job.environment(), job.variables(), team),
                RankTags.NONE,
                network.variables(),
                network.notes());
    }

    private static JobException notForTorchrun(TrainingJob job) {
        return new JobException(
                ErrorCode.INVALID_CONFIGURATION,
                "hyperparameters.json: '" + TORCH + "' is true, and '"
                        + job.programName().orElse("")
                        + "' is no Python program; torchrun starts Python scripts and modules");
    }
}
