package io.smcontainers.runner.python;

import io.smcontainers.core.Cluster;
import io.smcontainers.core.Hyperparameters;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.Cooperation;
import io.smcontainers.spi.ErrorFile;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.OptionList;
import io.smcontainers.spi.PreferredProgram;
import io.smcontainers.spi.ProcessesPerHost;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans {@code torchrun}, which starts the processes of one host and is itself started on each: PyTorch's {@code
 * torch.distributed.run}. Options that the job gives take the place of ours.
 */
final class Torchrun {
    private static final String ENABLED = "sagemaker_torch_distributed_enabled";
    private static final String ARGUMENTS = "sagemaker_torchrun_args";

    /** The job's variable with which Neuron's compiler is put in front, as under the Python toolkit. */
    private static final String PRECOMPILE = "RUN_NEURON_PARALLEL_COMPILE";

    private static final String PRECOMPILER = "neuron_parallel_compile";
    private static final String NNODES = "--nnodes";

    private static final List<String> FIND =
            List.of("-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)");

    private static final String WITHOUT =
            "torch is not installed for this Python: the one process of this job runs without torchrun";

    private final TrainingJob job;
    private final PythonInterpreter python;
    private final List<String> given;
    private final Set<String> givenNames;

    private Torchrun(TrainingJob job, PythonInterpreter python) {
        this.job = job;
        this.python = python;
        this.given = OptionList.of(job.environment().frameworkParameters(), ARGUMENTS);
        this.givenNames = names(given);
    }

    /** Returns whether the job asks for torchrun on this host. */
    static boolean isWanted(TrainingJob job) {
        Hyperparameters parameters = job.environment().frameworkParameters();
        return parameters.flag(ENABLED) && job.environment().cluster().isDistributionEnabled();
    }

    /**
     * Returns a plan that has torchrun start what another plan runs.
     *
     * @param plan of a single process
     */
    static LaunchPlan wrap(LaunchPlan plan, TrainingJob job, PythonInterpreter python) {
        return new Torchrun(job, python).wrap(plan);
    }

    private LaunchPlan wrap(LaunchPlan plan) {
        List<String> launcher = launcher();
        List<String> argv = new ArrayList<>();
        if (job.variable(PRECOMPILE).filter("1"::equals).isPresent()) {
            argv.add(PRECOMPILER);
        }
        argv.addAll(launcher);
        argv.addAll(options());
        argv.addAll(given);
        argv.addAll(plan.form().program());
        argv.addAll(plan.form().arguments());
        Command command = new Command(argv, plan.program().environment());
        LaunchPlan single = plan.cooperating(isElastic() ? Cooperation.BY_THE_PROGRAM : Cooperation.TOGETHER)
                .readingErrorsFrom(new ErrorFile("TORCHELASTIC_ERROR_FILE", TorchErrorFile::read));
        if (launcher.size() == 1) {
            return single.startedBy(command).noting("torchrun is " + launcher.get(0));
        }
        String note = "there is no torchrun beside this Python, so it is started as a module";
        return isOneProcess()
                ? single.preferring(new PreferredProgram(python.command(job, FIND), command, WITHOUT))
                        .noting(note)
                : single.startedBy(command).noting(note);
    }

    private boolean isOneProcess() {
        return given.isEmpty()
                && job.environment().cluster().distributionHosts().size() == 1
                && ProcessesPerHost.of(job.environment()) == 1;
    }

    /** A torchrun that belongs to another Python would run the program with that one. */
    private List<String> launcher() {
        Path beside = python.executable().resolveSibling("torchrun");
        Optional<Path> torchrun = Files.isExecutable(beside)
                ? Optional.of(beside)
                : python.isFromPath() ? job.findExecutable("torchrun").filter(this::isOfThisPython) : Optional.empty();
        return torchrun.map(file -> List.of(file.toAbsolutePath().toString()))
                .orElseGet(() -> List.of(python.executable().toString(), "-m", "torch.distributed.run"));
    }

    /** Scripts that pip installs name their Python; one that names another folder's is not ours. */
    private boolean isOfThisPython(Path script) {
        Path interpreter = Shebang.of(script).orElse(python.executable());
        return !interpreter.getFileName().toString().startsWith("python")
                || realFolder(interpreter).equals(realFolder(python.executable()));
    }

    /** Where {@code /bin} is a link to {@code /usr/bin}, they are the same. */
    private static Path realFolder(Path file) {
        Path folder = file.resolveSibling("").toAbsolutePath();
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }

    private List<String> options() {
        Cluster cluster = job.environment().cluster();
        List<String> hosts = cluster.distributionHosts();
        List<String> options = new ArrayList<>();
        add(options, NNODES, Integer.toString(hosts.size()));
        if (!givenNames.contains("--nproc-per-node")) {
            add(options, "--nproc_per_node", Integer.toString(ProcessesPerHost.of(job.environment())));
        }
        String port = Integer.toString(Cluster.MASTER_PORT);
        if (isElastic() || givesRendezvous()) {
            add(options, "--rdzv_backend", "c10d");
            add(options, "--rdzv_endpoint", cluster.masterHost() + ":" + port);
            add(options, "--rdzv_id", "sagemaker");
        } else if (hosts.size() > 1) {
            add(options, "--master_addr", cluster.masterHost());
            add(options, "--master_port", port);
            add(options, "--node_rank", Integer.toString(hosts.indexOf(cluster.currentHost())));
        }
        return options;
    }

    private void add(List<String> options, String name, String value) {
        if (!givenNames.contains(normal(name))) {
            options.add(name);
            options.add(value);
        }
    }

    private boolean givesRendezvous() {
        return givenNames.contains("--rdzv-backend")
                || givenNames.contains("--rdzv-endpoint")
                || givenNames.contains("--rdzv-id");
    }

    /** {@code --nnodes=1:4}: hosts may come and go, so one that is lost is torchrun's business. */
    private boolean isElastic() {
        for (int i = 0; i < given.size(); i++) {
            String option = given.get(i);
            if (option.equals(NNODES)
                            && i + 1 < given.size()
                            && given.get(i + 1).contains(":")
                    || option.startsWith(NNODES + "=") && option.contains(":")) {
                return true;
            }
        }
        return false;
    }

    /** argparse of torchrun takes {@code --nproc_per_node} and {@code --nproc-per-node} for the same. */
    private static String normal(String name) {
        return name.replace('_', '-');
    }

    private static Set<String> names(List<String> options) {
        Set<String> names = new HashSet<>();
        for (String option : options) {
            if (option.startsWith("--")) {
                names.add(normal(option.split("=", 2)[0]));
            }
        }
        return names;
    }
}
