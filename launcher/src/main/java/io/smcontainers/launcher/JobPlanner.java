package io.smcontainers.launcher;

import io.smcontainers.launcher.cluster.ClusterLaunchers;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.spi.DependencyInstaller;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.InstallStep;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.TrainingJob;
import java.util.ArrayList;
import java.util.List;

/** Makes the plan of a job whose code has been fetched. */
final class JobPlanner {
    private final PluginRegistry plugins;
    private final JobLog log;

    JobPlanner(PluginRegistry plugins, JobLog log) {
        this.plugins = plugins;
        this.log = log;
    }

    /**
     * Plans.
     *
     * @param hasEfa whether probes have found an Elastic Fabric Adapter
     */
    PlannedJob plan(TrainingJob job, boolean hasEfa) {
        FrameworkRunner runner = new RunnerChoice(plugins.runners(), log::warn).choose(job);
        LaunchPlan plan = runner.plan(job);
        List<InstallStep> install = new ArrayList<>();
        for (DependencyInstaller installer : PluginRegistry.instances(plugins.installers())) {
            install.addAll(installer.plan(job));
        }
        install.addAll(plan.install());
        return new PlannedJob(
                runner.id(),
                plan.withInstall(install),
                ClusterLaunchers.plan(job, plan, hasEfa),
                new ErrorRecognizers(plugins.runners(), log));
    }
}
