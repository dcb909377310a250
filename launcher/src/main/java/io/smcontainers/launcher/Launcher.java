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
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.ProcessRunner;
import io.smcontainers.spi.CodeStore;
import io.smcontainers.spi.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The life of a job. */
public final class Launcher {
    private final Surroundings surroundings;
    private final JobLog log;
    private final JobLayout layout;
    private final FailureText failureText;
    private final Phases phases;
    private final JobMonitor monitor;
    private final StoppableStep stoppable;
    private final JobOutput output = new JobOutput();
    private String host = "";

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
        JobReport report =
                new JobReport(layout, log, outcome, surroundings.signals().isStopRequested());
        String phase = phases.current();
        phases.enter("report");
        report.write(host, phase, phases.durations());
        monitor.end(outcome.exitCode(), report.line());
        output.finish(phases);
        log.info(report.line());
        log.info("time: " + phases.summary());
        return outcome.exitCode();
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
        output.prepare(job(environment), plugins, surroundings);

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
            TrainingEnvironment complete,
            JobProcesses processes,
            HostConnection hosts,
            PluginRegistry plugins) {
        JobSignals signals = hosts.team().signals();
        StoppableStep stoppable = new StoppableStep(signals);
        phases.enter("install");
        stoppable.requireNoStop();
        Optional<Outcome> failed = new InstallPhase(surroundings, plugins, failureText)
                .run(planned.plan().install(), job(complete), processes, signals);
        stoppable.requireNoStop();
        if (failed.isPresent()) {
            return failed.get();
        }

        phases.enter("wait");
        stoppable.run(
                "host-wait",
                () -> HostWait.await(needed(planned, complete), complete.cluster(), surroundings.variables(), log));

        phases.enter("run");
        stoppable.requireNoStop();
        output.start();
        return new HostRun(surroundings, complete, planned, hosts, processes, failureText).run(stoppable);
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
