package io.smcontainers.launcher.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command line of {@code mpirun}.
 *
 * @param hosts of the distribution
 * @param perHost processes on each of them
 * @param processes in all
 * @param cpus of this host
 * @param networkInterface between the hosts; empty if there is none of the name
 * @param tagsOutput whether each line is marked with its rank
 * @param files where the script of a rank is, and how hosts are reached
 */
record MpirunCommand(
        List<String> hosts,
        int perHost,
        long processes,
        int cpus,
        String networkInterface,
        boolean tagsOutput,
        TeamFiles files) {
    /** Of memory, which each socket of a machine with several has (Linux, {@code Documentation/admin-guide/mm/numaperf.rst}). */
    private static final Path SECOND_NODE = Path.of("/sys/devices/system/node/node1");

    /** Copies the list. */
    MpirunCommand {
        hosts = List.copyOf(hosts);
    }

    /**
     * Returns the command.
     *
     * @param mpi whose mpirun it is
     * @param custom options of the user's, each in the place of ours of the same key
     */
    List<String> argv(MpiInstallation mpi, List<String> custom) {
        List<String> argv = new ArrayList<>(List.of(mpi.mpirun().toString()));
        argv.addAll(MpirunOption.merged(mpi.isPrrte() ? optionsOf5() : optionsOf4(), custom));
        argv.add("/bin/sh");
        argv.add(files.rankScript().toString());
        return argv;
    }

    /** The Python toolkit's, but for variables, which each rank has from its own host. */
    private List<MpirunOption> optionsOf4() {
        List<MpirunOption> options = common();
        if (tagsOutput) {
            options.add(MpirunOption.of("tag", "--tag-output"));
        }
        if (!networkInterface.isEmpty()) {
            add(options, "-mca", "btl_tcp_if_include", networkInterface);
            add(options, "-mca", "oob_tcp_if_include", networkInterface);
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
        if (tagsOutput) {
            options.add(MpirunOption.of("tag", "--output", "tag"));
        }
        if (!networkInterface.isEmpty()) {
            add(options, "--mca", "btl_tcp_if_include", networkInterface);
            add(options, "--prtemca", "prte_if_include", networkInterface);
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
        List<MpirunOption> options = new ArrayList<>();
        options.add(MpirunOption.of("host", "--host", slots()));
        options.add(MpirunOption.of("np", "-np", Long.toString(processes)));
        options.add(MpirunOption.of("allow-run-as-root", "--allow-run-as-root"));
        options.add(MpirunOption.of("bind-to", "--bind-to", isBindingUseful() ? "socket" : "none"));
        options.add(MpirunOption.of("map-by", "--map-by", "slot"));
        return options;
    }

    /** A single host is this one, which may not know itself by SageMaker's name: {@code train local} runs anywhere. */
    private String slots() {
        List<String> names = hosts.size() == 1 ? List.of("localhost") : hosts;
        return perHost == 1
                ? String.join(",", names)
                : names.stream().map(name -> name + ":" + perHost).collect(Collectors.joining(","));
    }

    /**
     * Where all memory is equally near there is nothing to gain, but a warning that a container may not bind memory; and Open MPI
     * refuses to bind more processes than a socket has CPUs.
     */
    private boolean isBindingUseful() {
        return Files.isDirectory(SECOND_NODE) && perHost <= cpus;
    }

    private static void add(List<MpirunOption> options, String kind, String name, String value) {
        options.add(MpirunOption.of("mca " + name, kind, name, value));
    }
}
