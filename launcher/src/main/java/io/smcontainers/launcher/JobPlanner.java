package io.smcontainers.launcher;

import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.spi.DependencyInstaller;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.InstallStep;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.TrainingJob;
import java.util.List;
import java.util.stream.Stream;

/** Makes the plan of a job whose code has been fetched. */
final class JobPlanner {
    private final PluginRegistry plugins;

    JobPlanner(PluginRegistry plugins) {
        this.plugins = plugins;
    }

    PlannedJob plan(TrainingJob job) {
        FrameworkRunner runner = new RunnerChoice(plugins.runners()).choose(job);
        LaunchPlan plan = runner.plan(job);
        Stream<InstallStep> dependencies = PluginRegistry.instances(plugins.installers()).stream()
                .flatMap((DependencyInstaller installer) -> installer.plan(job).stream());
        List<InstallStep> install =
                Stream.concat(dependencies, plan.install().stream()).toList();
        return new PlannedJob(
                runner.id(),
                new LaunchPlan(install, plan.program(), plan.executables(), plan.errorPatterns(), plan.notes()));
    }
}
