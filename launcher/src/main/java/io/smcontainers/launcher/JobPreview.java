package io.smcontainers.launcher;

import io.smcontainers.core.EnvironmentVariables;
import io.smcontainers.core.JobException;
import io.smcontainers.core.JobReader;
import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.core.UserArguments;
import io.smcontainers.launcher.hardware.HardwareFindings;
import io.smcontainers.launcher.hardware.HardwareInventory;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.spi.TrainingJob;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a job would see and do, without running it.
 *
 * @param environment the job
 * @param rendered the variables of its program
 * @param arguments the arguments of its program
 * @param plannedJob who would run it and how; null if there is a problem
 * @param planProblem why there is no plan; null if there is one
 */
public record JobPreview(
        TrainingEnvironment environment,
        EnvironmentVariables rendered,
        List<String> arguments,
        @Nullable PlannedJob plannedJob,
        @Nullable JobException planProblem) {
    /**
     * Reads the job and plans it. Code that has not been fetched yet is fetched, for without it there is no plan.
     *
     * @param surroundings what the job would take from this process
     * @throws JobException if the job cannot even be read
     */
    public static JobPreview of(Surroundings surroundings) {
        surroundings.learnSecrets();
        PluginRegistry plugins = surroundings.loadPlugins();
        HardwareInventory inventory = surroundings.startProbes(plugins);
        HardwareFindings findings = inventory.await();
        TrainingEnvironment environment =
                JobReader.read(surroundings.variables()).withHardware(findings.hardware());
        surroundings.redactor().learn(environment);
        EnvironmentVariables rendered = EnvironmentVariables.of(environment, surroundings.variables());
        List<String> arguments = UserArguments.of(environment.hyperparameters());
        try {
            TrainingJob job = new TrainingJob(environment, surroundings.variables());
            Launcher.codeFetcher(plugins, surroundings.log()).fetch(job);
            PlannedJob planned = new JobPlanner(plugins, surroundings.log())
                    .plan(job, !findings.efaDevices().isEmpty());
            return new JobPreview(environment, rendered, arguments, planned, null);
        } catch (JobException e) {
            return new JobPreview(environment, rendered, arguments, null, e);
        }
    }

    /**
     * Plans a job whose code is there already: nothing is fetched.
     *
     * @param surroundings what the job would take from this process
     * @param plugins bring the runners
     * @param environment the job
     * @param findings of the hardware probes, on which the plan depends
     * @throws JobException if there is no plan
     */
    public static PlannedJob plan(
            Surroundings surroundings,
            PluginRegistry plugins,
            TrainingEnvironment environment,
            HardwareFindings findings) {
        surroundings.learnSecrets();
        surroundings.redactor().learn(environment);
        return new JobPlanner(plugins, surroundings.log())
                .plan(
                        new TrainingJob(environment, surroundings.variables()),
                        !findings.efaDevices().isEmpty());
    }

    /** Returns who would run the job and how. */
    public Optional<PlannedJob> planned() {
        return Optional.ofNullable(plannedJob);
    }

    /** Returns why there is no plan. */
    public Optional<JobException> problem() {
        return Optional.ofNullable(planProblem);
    }
}
