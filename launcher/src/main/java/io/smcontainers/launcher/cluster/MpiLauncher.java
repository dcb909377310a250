package io.smcontainers.launcher.cluster;

import io.smcontainers.core.Cluster;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.Hyperparameters;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.OptionList;
import io.smcontainers.spi.ProcessesPerHost;
import io.smcontainers.spi.TrainingJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans a job of MPI: the leader runs {@code mpirun} over all hosts of the distribution, the others follow. What mpirun starts is
 * on each host a script of that host's own {@code train}, so that each rank has the variables of its own host.
 */
final class MpiLauncher {
    private static final String PROCESSES = "sagemaker_mpi_num_processes";
    private static final String CUSTOM_OPTIONS = "sagemaker_mpi_custom_mpi_options";
    private static final String TAG_OUTPUT = "sagemaker_mpi_tag_output";

    private final TrainingJob job;
    private final LaunchPlan plan;
    private final Cluster cluster;
    private final Hyperparameters parameters;
    private final List<String> hosts;
    private final int perHost;
    private final long processes;
    private final TeamFiles files;
    private final NetworkSettings network;
    private final MpiCustomOptions custom;

    MpiLauncher(TrainingJob job, LaunchPlan plan, boolean hasEfa) {
        this.job = job;
        this.plan = plan;
        this.cluster = job.environment().cluster();
        this.parameters = job.environment().frameworkParameters();
        this.hosts = cluster.distributionHosts();
        this.perHost = ProcessesPerHost.of(job.environment());
        this.processes = parameters.integer(PROCESSES).orElse((long) perHost * hosts.size());
        this.files = TeamFiles.of(job.environment(), job.variables(), hosts);
        this.network = NetworkSettings.of(job, hasEfa);
        this.custom = MpiCustomOptions.of(OptionList.of(parameters, CUSTOM_OPTIONS));
    }

    HostPlan plan() {
        requireRoom();
        if (processes == 1 && hosts.size() == 1 && job.findExecutable("mpirun").isEmpty()) {
            return ClusterLaunchers.alone(
                    job,
                    plan.program(),
                    List.of("one process in all, and no mpirun in this image: it runs without MPI"));
        }
        MpiInstallation mpi = MpiInstallation.find(job);
        if (hosts.size() > 1) {
            MpiInstallation.requireSsh(job);
        }
        boolean leads = cluster.currentHost().equals(hosts.get(0));
        List<String> notes = new ArrayList<>(network.notes());
        notes.add("MPI is " + mpi.mpirun() + (mpi.isPrrte() ? " (Open MPI 5 or newer)" : " (Open MPI 4)") + ": "
                + processes + " processes, " + perHost + " on each of " + hosts.size() + " hosts");
        return new HostPlan(
                leads ? HostRole.LEAD : HostRole.FOLLOW,
                leads ? Command.of(mpirun(mpi)) : plan.program(),
                hosts,
                true,
                files,
                tags(),
                variables(),
                notes);
    }

    private List<String> mpirun(MpiInstallation mpi) {
        return new MpirunCommand(
                        hosts,
                        perHost,
                        processes,
                        job.environment().hardware().cpus(),
                        network.networkInterface(),
                        tagsOutput(),
                        files)
                .argv(mpi, custom.words());
    }

    private boolean tagsOutput() {
        return parameters.value(TAG_OUTPUT).isEmpty() || parameters.flag(TAG_OUTPUT);
    }

    private RankTags tags() {
        return tagsOutput() && custom.keepsPlacement() ? new RankTags(hosts, perHost) : RankTags.NONE;
    }

    /** What the user sets holds over what the network asks for. */
    private Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>(network.variables());
        variables.putAll(custom.variables());
        return variables;
    }

    private void requireRoom() {
        if (processes < 1 || processes > (long) perHost * hosts.size()) {
            throw new JobException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "hyperparameters.json: '" + PROCESSES + "' is " + processes + "; expected a number from 1 to "
                            + (long) perHost * hosts.size() + ", which is " + perHost + " ('"
                            + ProcessesPerHost.PARAMETER + "') on each of " + hosts.size() + " hosts");
        }
    }
}
