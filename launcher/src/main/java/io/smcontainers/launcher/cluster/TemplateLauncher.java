package io.smcontainers.launcher.cluster;

import io.smcontainers.core.Cluster;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.ProcessesPerHost;
import io.smcontainers.spi.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plans a launcher that the job describes by a template. One that asks for {rank} is started on every host; one that does not
 * reaches the other hosts by itself, so only the leader starts it, and ssh is there for it.
 */
final class TemplateLauncher {
    private static final String HOSTS = "sagemaker_launcher_hosts";

    private final TrainingJob job;
    private final LaunchPlan plan;
    private final Cluster cluster;
    private final boolean hasEfa;

    TemplateLauncher(TrainingJob job, LaunchPlan plan, boolean hasEfa) {
        this.hasEfa = hasEfa;
        this.job = job;
        this.plan = plan;
        this.cluster = job.environment().cluster();
    }

    HostPlan plan() {
        LauncherTemplate template = LauncherTemplate.of(job.environment().frameworkParameters());
        List<String> team = team();
        if (!team.contains(cluster.currentHost())) {
            return ClusterLaunchers.alone(job, plan.program(), List.of());
        }
        TeamFiles files = TeamFiles.of(job.environment(), job.variables(), team);
        boolean everywhere = team.size() == 1 || isEverywhere(template);
        boolean leads = cluster.currentHost().equals(team.get(0));
        if (!everywhere) {
            MpiInstallation.requireSsh(job);
        }
        NetworkSettings network = NetworkSettings.of(job, hasEfa);
        Command command =
                new Command(fill(template, team, files), plan.program().environment());
        if (!everywhere) {
            // For pdsh, by which deepspeed reaches other hosts (pdsh(1), "PDSH_SSH_ARGS_APPEND").
            command = command.withVariable("PDSH_SSH_ARGS_APPEND", "-F " + files.sshConfig());
        }
        return new HostPlan(
                everywhere ? HostRole.TOGETHER : leads ? HostRole.LEAD : HostRole.FOLLOW,
                everywhere || leads ? command : plan.program(),
                team,
                false,
                files,
                RankTags.NONE,
                network.variables(),
                notes(template, everywhere, network));
    }

    /** Which hosts take part is said by the distribution groups; where there are none, by the group of this host. */
    private List<String> team() {
        if (!cluster.distributionGroups().isEmpty()) {
            return cluster.distributionHosts();
        }
        return cluster.isHeterogeneous()
                ? cluster.hosts().stream()
                        .filter(cluster.currentGroupHosts()::contains)
                        .toList()
                : cluster.hosts();
    }

    private boolean isEverywhere(LauncherTemplate template) {
        String where = job.environment().frameworkParameters().text(HOSTS).orElse("");
        return switch (where) {
            case "" -> template.uses("rank");
            case "all" -> true;
            case "leader" -> false;
            default ->
                throw new JobException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "hyperparameters.json: '" + HOSTS + "' is '" + where
                                + "'; expected 'all' or 'leader': where the launcher is started");
        };
    }

    private List<String> fill(LauncherTemplate template, List<String> team, TeamFiles files) {
        int perHost = ProcessesPerHost.of(job.environment());
        Map<String, String> values = Map.of(
                "hosts", String.join(",", team),
                "hostfile", files.hostfile().toString(),
                "master", team.get(0),
                "master_port", Integer.toString(Cluster.MASTER_PORT),
                "rank", Integer.toString(team.indexOf(cluster.currentHost())),
                "nnodes", Integer.toString(team.size()),
                "nproc", Integer.toString(perHost),
                "world_size", Long.toString((long) perHost * team.size()),
                "ssh_config", files.sshConfig().toString());
        Map<String, List<String>> lists = Map.of(
                "interpreter", plan.form().interpreter(),
                "program", plan.form().program(),
                "arguments", plan.form().arguments());
        return template.fill(values, lists);
    }

    private static List<String> notes(LauncherTemplate template, boolean everywhere, NetworkSettings network) {
        List<String> notes = new ArrayList<>(network.notes());
        notes.add("the launcher is the job's own, " + template.words().get(0) + ", started "
                + (everywhere ? "on every host" : "on the leader, as its template has no {rank}"));
        if (!template.uses("arguments")) {
            notes.add("the launcher's template has no {arguments}: the program gets none of the hyperparameters");
        }
        return notes;
    }
}
