package io.smcontainers.launcher;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.launcher.cluster.HostPlan;
import io.smcontainers.launcher.cluster.HostRole;
import io.smcontainers.launcher.cluster.RankScript;
import io.smcontainers.launcher.cluster.TeamFiles;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.FittedProgram;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.UnixSignal;
import io.smcontainers.launcher.ssh.SshServer;
import io.smcontainers.launcher.team.HostTeam;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.PreferredProgram;
import io.smcontainers.spi.ProcessesPerHost;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does this host's part of a job: runs the program, or what starts it on all hosts, or lets the leader start it here. */
final class HostRun {
    /** What starts ranks and only waits for them (Open MPI 4 and 5, OpenSSH, pdsh, also as Debian names it). */
    private static final Set<String> STARTERS = Set.of(
            "mpirun",
            "mpirun.openmpi",
            "mpiexec",
            "orterun",
            "prterun",
            "prte",
            "prted",
            "orted",
            "ssh",
            "sshd",
            "sshd-session",
            "pdsh",
            "pdsh.bin");

    /**
     * What an sshd runs on a host whose leader is no mpirun. The command may be several, so a shell stays above it; it waits for the
     * command, whatever signal reaches both.
     */
    private static final List<String> AS_ASKED =
            List.of("/bin/sh", "-c", "trap : TERM INT HUP USR1 USR2; eval \"$SSH_ORIGINAL_COMMAND\"");

    private final Surroundings surroundings;
    private final TrainingEnvironment job;
    private final PlannedJob planned;
    private final HostPlan host;
    private final HostConnection connection;
    private final JobProcesses processes;
    private final FailureText failureText;
    private final JobLog log;
    private @Nullable Command rank;

    HostRun(
            Surroundings surroundings,
            TrainingEnvironment job,
            PlannedJob planned,
            HostConnection connection,
            JobProcesses processes,
            FailureText failureText) {
        this.surroundings = surroundings;
        this.job = job;
        this.planned = planned;
        this.host = planned.hostPlan();
        this.connection = connection;
        this.processes = processes;
        this.failureText = failureText;
        this.log = surroundings.log();
    }

    /** Runs to the end of what this host has to do. */
    Outcome run(StoppableStep stoppable) {
        planned.plan().notes().forEach(log::info);
        host.notes().forEach(log::info);
        planned.plan().executables().forEach(JobProcesses::makeExecutable);
        HostTeam team = connection.team();
        try (Sidecars sidecars = sidecars(team.signals())) {
            if (!planned.plan().sidecars().isEmpty()) {
                stoppable.run("sidecars", () -> sidecars.startAll(planned.plan().sidecars()));
            }
            prepareFiles(team);
            stoppable.requireNoStop();
            if (host.role() == HostRole.FOLLOW) {
                return ssh().follow(stoppable, this::markStopped);
            }
            if (host.usesSsh()) {
                TeamSsh ssh = ssh();
                stoppable.run("team", ssh::awaitOthers);
                if (!host.ranks()) {
                    stoppable.run("sshd", () -> sidecars.start(ssh.serverForItself()));
                }
            }
            return runProgram(team);
        }
    }

    private TeamSsh ssh() {
        return new TeamSsh(surroundings, host, connection, processes, failureText, STARTERS);
    }

    private Sidecars sidecars(JobSignals signals) {
        return new Sidecars(processes::startBeside, surroundings.targets(), processes.codeDir(), signals, log);
    }

    private Outcome runProgram(HostTeam team) {
        boolean isPlain = host.role() == HostRole.TOGETHER
                && host.command().equals(planned.plan().program());
        Command command = isPlain ? rank(team) : withVariables(host.command());
        log.info(planned.runnerId() + " runs " + surroundings.redactor().commandLine(command.argv())
                + (host.ranks()
                        ? ", which starts "
                                + surroundings.redactor().commandLine(rank(team).argv())
                        : ""));
        ErrorFiles errorFiles = processes.errorFiles(planned.plan().errorFiles());
        JobSignals.Subscription stop = team.signals().subscribe(this::markStopped);
        try (stop) {
            return new ProgramRun(surroundings, planned, failureText)
                    .run(
                            command,
                            errorFiles,
                            (program, targets) -> processes.run(
                                    program, targets, team.signals(), startsElsewhere() ? STARTERS : Set.of()),
                            () -> awaitPeersWords(team));
        }
    }

    private boolean startsElsewhere() {
        return host.ranks() || host.usesSsh();
    }

    private void awaitPeersWords(HostTeam team) {
        try {
            new PeersWords(PeersWords.LIMIT, log).await(host, team.signals());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ranks that MPI has not started yet are not to start any more. */
    private void markStopped(UnixSignal signal) {
        if (startsElsewhere() && signal.isStop()) {
            try {
                Files.createFile(host.files().stopped());
            } catch (IOException e) {
                log.debug("not marked as stopped: " + e);
            }
        }
    }

    private void prepareFiles(HostTeam team) {
        if (host.role() == HostRole.ALONE) {
            return;
        }
        TeamFiles files = host.files();
        try {
            SshServer.write(files.hostfile(), hostfile());
            if (startsElsewhere()) {
                Command started = rank(team);
                FittedProgram rank =
                        processes.prepared(host.ranks() ? started : new Command(AS_ASKED, started.environment()));
                SshServer.write(
                        files.rankScript(),
                        RankScript.of(
                                rank.argv(),
                                processes.codeDir(),
                                rank.variables(),
                                job.cluster().currentHost(),
                                files.stopped()));
            }
        } catch (IOException e) {
            throw new JobException(ErrorCode.IO_FAILED, files.folder() + " cannot be written: " + e, e);
        }
    }

    private String hostfile() {
        int slots = ProcessesPerHost.of(job);
        StringBuilder text = new StringBuilder();
        host.team()
                .forEach(name ->
                        text.append(name).append(" slots=").append(slots).append('\n'));
        return text.toString();
    }

    /** Whether a better way is open is only known when everything is installed. */
    private Command rank(HostTeam team) {
        Command known = rank;
        if (known == null) {
            known = withVariables(chosen(team));
            rank = known;
        }
        return known;
    }

    private Command chosen(HostTeam team) {
        for (PreferredProgram way : planned.plan().preferred()) {
            if (processes.runQuietly(way.check(), team.signals()).isSuccess()) {
                return way.program();
            }
            log.warn(way.otherwise());
        }
        return planned.plan().program();
    }

    private Command withVariables(Command command) {
        Command result = command;
        for (Map.Entry<String, String> variable : host.variables().entrySet()) {
            result = result.withVariable(variable.getKey(), variable.getValue());
        }
        return result;
    }
}
