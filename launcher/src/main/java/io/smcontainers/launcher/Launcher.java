package io.smcontainers.launcher;

import io.smcontainers.core.EnvironmentVariables;
import io.smcontainers.core.JobLayout;
import io.smcontainers.core.JobReader;
import io.smcontainers.core.LogLevel;
import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.launcher.cluster.HostPlan;
import io.smcontainers.launcher.cluster.HostRole;
import io.smcontainers.launcher.code.CodeFetcher;
import io.smcontainers.launcher.code.LocalCodeStore;
import io.smcontainers.launcher.hardware.HardwareFindings;
import io.smcontainers.launcher.hardware.HardwareInventory;
import io.smcontainers.launcher.hardware.HardwareWarnings;
import io.smcontainers.launcher.host.HostWait;
import io.smcontainers.launcher.index.IndexLogins;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.FailureReport;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.outcome.OutcomeFiles;
import io.smcontainers.launcher.output.IntermediateOutput;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.ProcessRunner;
import io.smcontainers.spi.CodeStore;
import io.smcontainers.spi.InstallStep;
import io.smcontainers.spi.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The life of a job. */
public final class Launcher {
    private final Surroundings surroundings;
    private final JobLog log;
    private final JobLayout layout;
    private final FailureText failureText;
    private final Phases phases;
    private final JobMonitor monitor;
    private final StoppableStep stoppable;
    private String host = "";
    private @Nullable IntermediateOutput output;

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
        this.phases = new Phases(log, System::nanoTime);
        this.monitor = new JobMonitor(phases, log);
        this.stoppable = new StoppableStep(surroundings.signals());
    }

    /** Runs the job to its end, tells SageMaker how it ended, and returns the exit code of {@code train}. */
    public int run() {
        Outcome outcome = outcomeOf(this::launch);
        String phase = phases.current();
        phases.enter("report");
        report(outcome, phase);
        String ending = ending(outcome);
        monitor.end(outcome.exitCode(), ending);
        uploadLastOutput();
        log.info(ending);
        log.info("time: " + phases.summary());
        return outcome.exitCode();
    }

    private void startOutput() {
        IntermediateOutput prepared = output;
        if (prepared != null) {
            prepared.start();
        }
    }

    /** The outcome is decided and written down: nothing that happens here changes it. */
    private void uploadLastOutput() {
        IntermediateOutput started = output;
        if (started != null && started.isStarted()) {
            phases.enter("upload");
            started.finish();
        }
    }

    private String ending(Outcome outcome) {
        String stopped = surroundings.signals().isStopRequested() ? " after it was asked to stop" : "";
        return outcome.exitCode() == 0
                ? "the job succeeded" + stopped
                : "the job failed" + stopped + "; exit code " + outcome.exitCode();
    }

    private void report(Outcome outcome, String phase) {
        OutcomeFiles files = new OutcomeFiles(layout, log);
        if (outcome instanceof Outcome.Failed failed) {
            files.writeFailure(new FailureReport(
                    failed.failure(),
                    host,
                    phase,
                    phases.durations(),
                    surroundings.signals().isStopRequested()));
        } else {
            files.writeSuccess();
        }
    }

    private Outcome outcomeOf(Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (StopRequestedException e) {
            return new Outcome.Failed(failureText.stopped(e.signal(), phases.current()));
        } catch (Throwable e) {
            return new Outcome.Failed(failureText.of(e));
        }
    }

    /** The table of contents, with {@link #carryOut}: each line is one step of a job's life. */
    private Outcome launch() {
        phases.enter("read");
        try (ProcessRunner runner = surroundings.startProcessRunner()) {
            return launch(runner);
        }
    }

    private Outcome launch(ProcessRunner runner) {
        surroundings.learnSecrets();
        PluginRegistry plugins = surroundings.loadPlugins();
        HardwareInventory inventory = surroundings.startProbes(plugins);
        TrainingEnvironment environment = JobReader.read(surroundings.variables());
        host = environment.cluster().currentHost();
        surroundings.redactor().learn(environment);
        log.threshold(LogLevel.of(environment.settings().logLevel()).orElse(LogLevel.INFO));
        JobFolders.create(layout, log);
        monitor.start(environment);
        output = intermediateOutput(environment, plugins);

        phases.enter("fetch");
        stoppable.run("fetch", () -> codeFetcher(plugins, log).fetch(job(environment)));

        phases.enter("plan");
        HardwareFindings findings = inventory.await();
        TrainingEnvironment complete = environment.withHardware(findings.hardware());
        JobSummary.log(complete, surroundings.redactor(), log);
        HardwareWarnings.log(complete.cluster(), findings, log);
        monitor.take(inventory, findings);
        PlannedJob planned = new JobPlanner(plugins, log)
                .plan(job(complete), !findings.efaDevices().isEmpty());
        EnvironmentVariables rendered = EnvironmentVariables.of(complete, surroundings.variables());
        try (JobProcesses processes = new JobProcesses(surroundings, layout, rendered, runner);
                HostConnection hosts = HostConnection.open(planned.hostPlan(), complete, surroundings)) {
            return hosts.team().conclude(outcomeOf(() -> carryOut(planned, complete, processes, hosts, plugins)));
        }
    }

    private Outcome carryOut(
            PlannedJob planned,
            TrainingEnvironment job,
            JobProcesses processes,
            HostConnection hosts,
            PluginRegistry plugins) {
        JobSignals signals = hosts.team().signals();
        StoppableStep stoppable = new StoppableStep(signals);
        phases.enter("install");
        stoppable.requireNoStop();
        Optional<Outcome> failed = install(planned.plan().install(), job, processes, signals, plugins);
        stoppable.requireNoStop();
        if (failed.isPresent()) {
            return failed.get();
        }

        phases.enter("wait");
        stoppable.run(
                "host-wait", () -> HostWait.await(needed(planned, job), job.cluster(), surroundings.variables(), log));

        phases.enter("run");
        stoppable.requireNoStop();
        startOutput();
        return new HostRun(surroundings, job, planned, hosts, processes, failureText).run(stoppable);
    }

    private Optional<Outcome> install(
            List<InstallStep> steps,
            TrainingEnvironment job,
            JobProcesses processes,
            JobSignals signals,
            PluginRegistry plugins) {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        AtomicReference<IndexLogins> opened = new AtomicReference<>(IndexLogins.none(log));
        new StoppableStep(signals)
                .run(
                        "package-index",
                        () -> opened.set(IndexLogins.of(job(job), plugins.late(), surroundings.redactor(), log)));
        try (IndexLogins logins = opened.get()) {
            return processes.install(steps, logins, failureText, signals);
        }
    }

    /** Few jobs ask for it, so the others load nothing of it. */
    private @Nullable IntermediateOutput intermediateOutput(TrainingEnvironment environment, PluginRegistry plugins) {
        Optional<String> location = environment.settings().s3Output();
        if (location.isEmpty()) {
            return null;
        }
        return IntermediateOutput.of(
                        location.get(),
                        job(environment),
                        plugins.late(),
                        surroundings.signals(),
                        surroundings.patience().grace(),
                        log)
                .orElse(null);
    }

    /** A host of a team needs only its team: the others run programs of their own, and may have ended already. */
    private static List<String> needed(PlannedJob planned, TrainingEnvironment job) {
        HostPlan host = planned.hostPlan();
        return host.role() == HostRole.ALONE ? job.cluster().hosts() : host.team();
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
}
