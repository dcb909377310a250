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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans a job of MPI: the leader runs {@code mpirun} over all hosts of the distribution, the others follow. What mpirun starts is
 * on each host a script of that host's own {@code train}, so that each rank has the variables of its own host.
 */
final class MpiLauncher {
    private static final String PROCESSES = "sagemaker_mpi_num_processes";
    private static final String CUSTOM_OPTIONS = "sagemaker_mpi_custom_mpi_options";
    private static final String TAG_OUTPUT = "sagemaker_mpi_tag_output";
    private static final String NCCL_DEBUG = "NCCL_DEBUG";

    /** Of memory, which each socket of a machine with several has (Linux, {@code Documentation/admin-guide/mm/numaperf.rst}). */
    private static final Path SECOND_NODE = Path.of("/sys/devices/system/node/node1");

    /** What decides which rank runs where; if the user sets one of them, we do not know. */
    private static final Set<String> PLACEMENT =
            Set.of("host", "map-by", "rank-by", "np", "npernode", "N", "rankfile", "rf", "bynode", "byslot", "tag");

    private final TrainingJob job;
    private final LaunchPlan plan;
    private final Cluster cluster;
    private final Hyperparameters parameters;
    private final List<String> hosts;
    private final int perHost;
    private final long processes;
    private final TeamFiles files;
    private final NetworkSettings network;
    private final List<String> custom = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();

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
        variables.putAll(network.variables());
        readCustomOptions(OptionList.of(parameters, CUSTOM_OPTIONS));
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
                variables,
                notes);
    }

    private List<String> mpirun(MpiInstallation mpi) {
        List<String> argv = new ArrayList<>(List.of(mpi.mpirun().toString()));
        argv.addAll(MpirunOption.merged(mpi.isPrrte() ? optionsOf5() : optionsOf4(), custom));
        argv.add("/bin/sh");
        argv.add(files.rankScript().toString());
        return argv;
    }

    /** The Python toolkit's, but for variables, which each rank has from its own host. */
    private List<MpirunOption> optionsOf4() {
        List<MpirunOption> options = common();
        if (tagsOutput()) {
            options.add(MpirunOption.of("tag", "--tag-output"));
        }
        if (!network.networkInterface().isEmpty()) {
            add(options, "-mca", "btl_tcp_if_include", network.networkInterface());
            add(options, "-mca", "oob_tcp_if_include", network.networkInterface());
        }
        add(options, "-mca", "plm_rsh_no_tree_spawn", "1");
        if (hosts.size() > 1) {
            add(options, "-mca", "plm_rsh_agent", "ssh");
            add(options, "-mca", "plm_rsh_args", "-F " + files.sshConfig());
        }
        add(options, "-mca", "pml", "ob1");
        add(options, "-mca", "btl", "^openib");
        add(options, "-mca", "orte_abort_on_non_zero_status", "1");
        add(options, "-mca", "btl_vader_single_copy_mechanism", "none");
        return options;
    }

    /**
     * PRRTE has its own parameters and names (docs.open-mpi.org, "The role of PMIx and PRRTE"; {@code plm_ssh_*} and {@code
     * prte_if_include} in PRRTE's source). It ends a job by itself when a process fails.
     */
    private List<MpirunOption> optionsOf5() {
        List<MpirunOption> options = common();
        if (tagsOutput()) {
            options.add(MpirunOption.of("tag", "--output", "tag"));
        }
        if (!network.networkInterface().isEmpty()) {
            add(options, "--mca", "btl_tcp_if_include", network.networkInterface());
            add(options, "--prtemca", "prte_if_include", network.networkInterface());
        }
        add(options, "--prtemca", "plm_ssh_no_tree_spawn", "1");
        if (hosts.size() > 1) {
            add(options, "--prtemca", "plm_ssh_agent", "ssh");
            add(options, "--prtemca", "plm_ssh_args", "-F " + files.sshConfig());
        }
        add(options, "--mca", "pml", "ob1");
        return options;
    }

    private List<MpirunOption> common() {
        String slots = perHost == 1
                ? String.join(",", hosts)
                : hosts.stream().map(host -> host + ":" + perHost).collect(Collectors.joining(","));
        List<MpirunOption> options = new ArrayList<>();
        options.add(MpirunOption.of("host", "--host", slots));
        options.add(MpirunOption.of("np", "-np", Long.toString(processes)));
        options.add(MpirunOption.of("allow-run-as-root", "--allow-run-as-root"));
        options.add(MpirunOption.of("bind-to", "--bind-to", isBindingUseful() ? "socket" : "none"));
        options.add(MpirunOption.of("map-by", "--map-by", "slot"));
        return options;
    }

    /**
     * Where all memory is equally near there is nothing to gain, but a warning that a container may not bind memory; and Open MPI
     * refuses to bind more processes than a socket has CPUs.
     */
    private boolean isBindingUseful() {
        return Files.isDirectory(SECOND_NODE)
                && perHost <= job.environment().hardware().cpus();
    }

    private static void add(List<MpirunOption> options, String kind, String name, String value) {
        options.add(MpirunOption.of("mca " + name, kind, name, value));
    }

    private boolean tagsOutput() {
        return parameters.value(TAG_OUTPUT).isEmpty() || parameters.flag(TAG_OUTPUT);
    }

    private RankTags tags() {
        boolean known = MpirunOption.keys(custom).stream().noneMatch(PLACEMENT::contains);
        return tagsOutput() && known ? new RankTags(hosts, perHost) : RankTags.NONE;
    }

    /**
     * Variables that the user sets by {@code -x NAME=value} hold for every rank on every host, so they go where all variables of a
     * rank are. {@code --NCCL_DEBUG} is no option of mpirun's, but one of the Python toolkit's.
     */
    private void readCustomOptions(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean hasNext = i + 1 < words.size();
            if (word.startsWith("--" + NCCL_DEBUG + "=")) {
                variables.put(NCCL_DEBUG, word.substring(word.indexOf('=') + 1));
            } else if (word.equals("--" + NCCL_DEBUG) && hasNext) {
                variables.put(NCCL_DEBUG, words.get(++i));
            } else if (word.equals("-x") && hasNext && words.get(i + 1).contains("=")) {
                String[] variable = words.get(++i).split("=", 2);
                variables.put(variable[0], variable[1]);
                custom.add("-x");
                custom.add(variable[0] + "=" + variable[1]);
            } else {
                custom.add(word);
            }
        }
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
