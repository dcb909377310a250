package io.smcontainers.launcher;

import io.smcontainers.launcher.index.IndexLogins;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.spi.InstallStep;
import io.smcontainers.spi.TrainingJob;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Installs what a program needs, logged in to the package indexes that the job names. */
final class InstallPhase {
    private final Surroundings surroundings;
    private final PluginRegistry plugins;
    private final FailureText failureText;

    InstallPhase(Surroundings surroundings, PluginRegistry plugins, FailureText failureText) {
        this.surroundings = surroundings;
        this.plugins = plugins;
        this.failureText = failureText;
    }

    /** Returns the failure of the first step that fails. */
    Optional<Outcome> run(List<InstallStep> steps, TrainingJob job, JobProcesses processes, JobSignals signals) {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        AtomicReference<IndexLogins> opened = new AtomicReference<>(IndexLogins.none(surroundings.log()));
        new StoppableStep(signals)
                .run(
                        "package-index",
                        () -> opened.set(
                                IndexLogins.of(job, plugins.late(), surroundings.redactor(), surroundings.log())));
        try (IndexLogins logins = opened.get()) {
            return processes.install(steps, logins, failureText, signals);
        }
    }
}
