package io.smcontainers.launcher;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.plugin.Plugin;
import io.smcontainers.spi.EntryPointCheck;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Chooses who runs a job: whom the job names, else the highest priority, else the first by id. */
final class RunnerChoice {
    private static final String FRAMEWORK_VARIABLE = "SAGEMAKER_TRAINING_MODULE";
    private static final String PROGRAM_VARIABLE = "SAGEMAKER_PROGRAM";

    private final List<Plugin<FrameworkRunner>> runners;
    private final Consumer<String> warnings;

    RunnerChoice(List<Plugin<FrameworkRunner>> runners, Consumer<String> warnings) {
        this.runners = runners;
        this.warnings = warnings;
    }

    FrameworkRunner choose(TrainingJob job) {
        Optional<FrameworkRunner> named =
                job.environment().program().framework().flatMap(this::byName);
        return named.isPresent() ? requireSupport(named.get(), job) : best(job);
    }

    private Optional<FrameworkRunner> byName(String framework) {
        Optional<FrameworkRunner> named = runners.stream()
                .filter(plugin -> plugin.id().equals(framework)
                        || plugin.instance().getClass().getName().equals(framework))
                .<FrameworkRunner>map(Plugin::instance)
                .findFirst();
        if (named.isEmpty() && framework.indexOf(':') < 0) {
            throw new JobException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "environment variable " + FRAMEWORK_VARIABLE + " is '" + framework
                            + "'; expected a Python function as in 'pkg.mod:func', or the id or class name of a runner, one of "
                            + runners.stream().map(Plugin::id).toList());
        }
        return named;
    }

    private static FrameworkRunner requireSupport(FrameworkRunner runner, TrainingJob job) {
        if (runner.supports(job) instanceof Support.No no) {
            throw new JobException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "environment variable " + FRAMEWORK_VARIABLE + " asks for the runner '" + runner.id()
                            + "', which cannot run this job: " + no.reason());
        }
        return runner;
    }

    /** A broken plugin must not cost the job that another runner takes. */
    private Support supports(Plugin<FrameworkRunner> plugin, TrainingJob job) {
        try {
            return plugin.instance().supports(job);
        } catch (RuntimeException | LinkageError e) {
            warnings.accept("runner '" + plugin.id() + "' in " + plugin.source()
                    + " is left out: it failed to say whether it supports the job: " + e);
            return Support.no("it failed: " + e);
        }
    }

    private FrameworkRunner best(TrainingJob job) {
        List<FrameworkRunner> able = new ArrayList<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Plugin<FrameworkRunner> plugin : runners) {
            Support support = supports(plugin, job);
            if (support instanceof Support.No no) {
                reasons.put(plugin.id(), no.reason());
            } else {
                able.add(plugin.instance());
            }
        }
        if (able.isEmpty()) {
            throw nobody(job, reasons);
        }
        return Collections.min(able, RunnerChoice::bestFirst);
    }

    private static int bestFirst(FrameworkRunner a, FrameworkRunner b) {
        return a.priority() == b.priority() ? a.id().compareTo(b.id()) : Integer.compare(b.priority(), a.priority());
    }

    private static JobException nobody(TrainingJob job, Map<String, String> reasons) {
        Optional<String> name = job.programName();
        Optional<String> framework = job.environment().program().framework();
        if (name.isEmpty() && framework.isEmpty()) {
            return EntryPointCheck.missing(job);
        }
        String why = reasons.entrySet().stream()
                .map(reason -> "\n  " + reason.getKey() + ": " + reason.getValue())
                .collect(Collectors.joining());
        if (name.isEmpty()) {
            return new JobException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "environment variable " + FRAMEWORK_VARIABLE + " is '" + framework.get()
                            + "', which no runner takes:" + why);
        }
        if (!job.hasFile(name.get())) {
            JobException notThere = EntryPointCheck.notThere(job, name.get());
            return new JobException(notThere.code(), notThere.getMessage() + "\nNo runner takes the job:" + why);
        }
        return new JobException(
                ErrorCode.INVALID_CONFIGURATION,
                (job.variable(PROGRAM_VARIABLE).isPresent()
                                ? "environment variable " + PROGRAM_VARIABLE
                                : "hyperparameters.json: 'sagemaker_program'")
                        + " is '" + name.get() + "', which no runner takes:" + why);
    }
}
