package io.smcontainers.launcher;

import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.core.Channel;
import io.smcontainers.core.Cluster;
import io.smcontainers.core.Hardware;
import io.smcontainers.core.Hyperparameters;
import io.smcontainers.core.LogLevel;
import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.launcher.log.Excerpt;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.log.RedactedVariables;
import io.smcontainers.launcher.log.Redactor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;

/** The job for people, in a few lines of the log. */
final class JobSummary {
    private static final int LABEL_WIDTH = 17;
    private static final int MAX_VALUE_CHARACTERS = 100;
    private static final int MAX_LISTED = 20;
    private static final String FRAMEWORK_PREFIX = "sagemaker_";
    private static final String ENABLED = "enabled";

    private final TrainingEnvironment job;
    private final Redactor redactor;
    private final JobLog log;

    private JobSummary(TrainingEnvironment job, Redactor redactor, JobLog log) {
        this.job = job;
        this.redactor = redactor;
        this.log = log;
    }

    static void log(TrainingEnvironment job, Redactor redactor, JobLog log) {
        if (log.writes(LogLevel.INFO)) {
            new JobSummary(job, redactor, log).log();
        }
    }

    private void log() {
        log("program", program());
        job.program().codeLocation().ifPresent(location -> log("code from", redactor.redact(location)));
        log("host", host(job.cluster()));
        log("hardware", hardware(job.hardware()));
        log("channels", listed(job.channels().byName().values(), JobSummary::channel));
        log("hyperparameters", listed(job.hyperparameters(), ""));
        List<String> distributions = distributions();
        if (!distributions.isEmpty()) {
            log("distribution", String.join("; ", distributions));
        }
        job.settings().checkpointDir().ifPresent(folder -> log("checkpoints", folder));
    }

    private void log(String label, String text) {
        log.info(label + " ".repeat(LABEL_WIDTH - label.length()) + Excerpt.of(text, Integer.MAX_VALUE));
    }

    private String program() {
        Optional<String> framework = job.program().framework().map(module -> "framework module " + module);
        return job.program()
                .name()
                .map(name -> name + framework.map(module -> ", " + module).orElse(""))
                .or(() -> framework)
                .orElse("none");
    }

    private static String host(Cluster cluster) {
        String group = cluster.instanceGroups().isEmpty() ? "" : ", instance group " + cluster.currentGroupName();
        String leader = cluster.hosts().size() == 1 ? "" : ", led by " + cluster.masterHost();
        return cluster.currentHost() + ", rank " + cluster.currentHostRank() + " of "
                + cluster.hosts().size() + leader + ", " + cluster.currentInstanceType() + group;
    }

    private static String hardware(Hardware hardware) {
        Set<String> names = new LinkedHashSet<>();
        hardware.accelerators().forEach(accelerator -> names.add(accelerator.name()));
        names.remove("");
        String models = String.join(", ", names);
        return hardware.cpus() + " CPUs, " + hardware.count(AcceleratorKind.GPU) + " GPUs, "
                + hardware.count(AcceleratorKind.NEURON_CORE) + " NeuronCores"
                + (models.isEmpty() ? "" : " (" + models + ")");
    }

    private static String channel(Channel channel) {
        String contentType = channel.contentType().map(type -> ", " + type).orElse("");
        return channel.name() + " (" + channel.inputMode() + contentType + ")";
    }

    /** Returns {@code name=value} of those whose names begin so, less that beginning. */
    private String listed(Hyperparameters parameters, String prefix) {
        List<String> names = new ArrayList<>(parameters.values().keySet());
        names.removeIf(name -> !name.startsWith(prefix) || name.equals(prefix + ENABLED));
        return listed(names, name -> {
            String text = RedactedVariables.text(name, parameters.values().get(name), redactor);
            return name.substring(prefix.length()) + "=" + Excerpt.of(text, MAX_VALUE_CHARACTERS);
        });
    }

    private static <T> String listed(Collection<T> all, Function<T, String> description) {
        StringJoiner first = new StringJoiner(", ");
        Iterator<T> next = all.iterator();
        for (int i = 0; i < MAX_LISTED && next.hasNext(); i++) {
            first.add(description.apply(next.next()));
        }
        int more = all.size() - MAX_LISTED;
        return all.isEmpty() ? "none" : more <= 0 ? first.toString() : first + " and " + more + " more";
    }

    /** {@code mpi (num_of_processes_per_host=4)}: what is enabled, and the parameters of the same prefix. */
    private List<String> distributions() {
        Hyperparameters parameters = job.frameworkParameters();
        List<String> enabled = new ArrayList<>();
        for (String name : parameters.values().keySet()) {
            if (name.startsWith(FRAMEWORK_PREFIX)
                    && name.endsWith("_" + ENABLED)
                    && name.length() > (FRAMEWORK_PREFIX + ENABLED).length()
                    && parameters.flag(name)) {
                String prefix = name.substring(0, name.length() - ENABLED.length());
                String launcher = prefix.substring(FRAMEWORK_PREFIX.length(), prefix.length() - 1);
                enabled.add(launcher + " (" + listed(parameters, prefix) + ")");
            }
        }
        return enabled;
    }
}
