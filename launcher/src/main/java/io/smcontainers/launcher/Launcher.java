package io.smcontainers.launcher;

import io.smcontainers.core.EnvironmentVariables;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.core.JobLayout;
import io.smcontainers.core.JobReader;
import io.smcontainers.core.LogLevel;
import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.launcher.code.CodeFetcher;
import io.smcontainers.launcher.code.LocalCodeStore;
import io.smcontainers.launcher.hardware.HardwareInventory;
import io.smcontainers.launcher.host.HostWait;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.outcome.OutcomeFiles;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.launcher.process.ProcessRunner;
import io.smcontainers.spi.CodeStore;
import io.smcontainers.spi.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The life of a job. */
public final class Launcher {
    private final Surroundings surroundings;
    private final JobLog log;
    private final JobLayout layout;
    private final FailureText failureText;

    /**
     * Creates a launcher of one job.
     *
     * @param surroundings what it takes from its process
     */
    public Launcher(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.log = surroundings.log();
        this.layout = JobLayout.of(surroundings.variables());
        this.failureText = new FailureText(surroundings.redactor());
    }

    /** Runs the job to its end, tells SageMaker how it ended, and returns the exit code of {@code train}. */
    public int run() {
        Outcome outcome = outcome();
        log.phase("report");
        new OutcomeFiles(layout, log).write(outcome);
        log.info(outcome.exitCode() == 0 ? "the job succeeded" : "the job failed; exit code " + outcome.exitCode());
        return outcome.exitCode();
    }

    private Outcome outcome() {
        try {
            return launch();
        } catch (Throwable e) {
            int exitCode = e instanceof JobException job ? job.code().exitCode() : ErrorCode.INTERNAL.exitCode();
            return new Outcome.Failed(exitCode, failureText.of(e));
        }
    }

    /** The table of contents, with {@link #carryOut}: each line is one step of a job's life. */
    private Outcome launch() {
        log.phase("read");
        PluginRegistry plugins = surroundings.loadPlugins();
        HardwareInventory inventory = surroundings.startProbes(plugins);
        TrainingEnvironment environment = JobReader.read(surroundings.variables());
        log.threshold(LogLevel.of(environment.settings().logLevel()).orElse(LogLevel.INFO));
        JobFolders.create(layout, log);

        log.phase("fetch");
        codeFetcher(plugins, log).fetch(job(environment));

        log.phase("plan");
        TrainingEnvironment complete = environment.withHardware(inventory.await());
        JobSummary.log(complete, log);
        DistributionCheck.require(complete);
        PlannedJob planned = new JobPlanner(plugins, log).plan(job(complete));
        EnvironmentVariables rendered = EnvironmentVariables.of(complete, surroundings.variables());
        try (JobProcesses processes = new JobProcesses(surroundings, layout, rendered, runner())) {
            return carryOut(planned, complete, processes);
        }
    }

    private Outcome carryOut(PlannedJob planned, TrainingEnvironment job, JobProcesses processes) {
        log.phase("install");
        Optional<Outcome> failed = processes.install(planned.plan().install(), failureText);
        if (failed.isPresent() || surroundings.stop().isRequested()) {
            return failed.orElseGet(this::stopped);
        }

        log.phase("wait");
        HostWait.await(job.cluster(), surroundings.variables(), surroundings.stop()::await, log);
        if (surroundings.stop().isRequested()) {
            return stopped();
        }

        log.phase("run");
        return processes.launch(planned, failureText);
    }

    /** The folders of this machine need no plugin. */
    static CodeFetcher codeFetcher(PluginRegistry plugins, JobLog log) {
        List<CodeStore> stores = new ArrayList<>(List.of(new LocalCodeStore(log)));
        stores.addAll(PluginRegistry.instances(plugins.stores()));
        return new CodeFetcher(stores, log);
    }

    private TrainingJob job(TrainingEnvironment environment) {
        return new TrainingJob(environment, surroundings.variables());
    }

    private ProcessRunner runner() {
        return new ProcessRunner(surroundings.stop(), surroundings.stopGrace(), log);
    }

    private Outcome stopped() {
        return new Outcome.Failed(
                Signals.TERMINATED_EXIT_CODE,
                ErrorCode.USER_PROGRAM_FAILED.firstWord() + ": stop requested before the program was started");
    }
}
