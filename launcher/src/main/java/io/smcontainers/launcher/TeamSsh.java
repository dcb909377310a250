package io.smcontainers.launcher;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.cluster.HostPlan;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.outcome.FailureText;
import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.UnixSignal;
import io.smcontainers.launcher.ssh.SshFiles;
import io.smcontainers.launcher.ssh.SshKeys;
import io.smcontainers.launcher.ssh.SshServer;
import io.smcontainers.launcher.team.HostTeam;
import io.smcontainers.launcher.team.TeamPort;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.Readiness;
import io.smcontainers.spi.Sidecar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The way by which a leader starts processes on the other hosts: keys are told, then an sshd runs on each of those. */
final class TeamSsh {
    private final Surroundings surroundings;
    private final HostPlan host;
    private final HostTeam team;
    private final SshKeys keys;
    private final JobProcesses processes;
    private final FailureText failureText;
    private final Set<String> starters;
    private final JobLog log;
    private final int port;

    /**
     * Prepares nothing yet.
     *
     * @param starters names of programs that get no signal, as they only start others
     */
    TeamSsh(
            Surroundings surroundings,
            HostPlan host,
            HostConnection connection,
            JobProcesses processes,
            FailureText failureText,
            Set<String> starters) {
        this.surroundings = surroundings;
        this.host = host;
        this.team = connection.team();
        this.keys = connection.keys().orElseThrow();
        this.processes = processes;
        this.failureText = failureText;
        this.starters = starters;
        this.log = surroundings.log();
        this.port = TeamPort.of(surroundings.variables()) + 1;
    }

    /** Waits, on the leader, until all others can be reached, and writes down how. */
    void awaitOthers() throws InterruptedException, IOException {
        Map<String, String> hostKeys = new LinkedHashMap<>(team.awaitReady());
        hostKeys.put(host.leader(), keys.publicKey());
        Path knownHosts = host.files().folder().resolve("known_hosts");
        SshServer.write(knownHosts, SshFiles.knownHosts(port, hostKeys));
        String user = System.getProperty("user.name");
        SshServer.write(host.files().sshConfig(), SshFiles.client(port, user, keys.privateKey(), knownHosts));
    }

    /** Returns what lets the leader reach itself as it reaches the others: pdsh, for one, makes no difference. */
    Sidecar serverForItself() {
        return server(keys.publicKey());
    }

    /** What MPI starts takes the variables of its host by itself; other commands get them on their way. */
    private Sidecar server(String leaderKey) {
        Path program = SshServer.find(surroundings.variables()).orElseThrow();
        SshServer server = new SshServer(program, host.files().folder(), keys.privateKey(), port);
        String wrapper = host.ranks() ? "" : "/bin/sh " + host.files().rankScript();
        Command sshd = Command.of(server.prepare(leaderKey, processes.sessionVariables(), wrapper));
        return new Sidecar("sshd", sshd, new Readiness.Port(port));
    }

    /**
     * Lets the leader start processes here until the job is over.
     *
     * @param onSignal told each signal before it goes to those processes
     * @return a success if the leader has said how the job ended, whatever it said
     */
    Outcome follow(StoppableStep stoppable, Consumer<UnixSignal> onSignal) {
        CompletableFuture<String> leaderKey = new CompletableFuture<>();
        stoppable.run("team", () -> leaderKey.complete(team.awaitLeaderKey()));
        Sidecar sshd = server(leaderKey.join());
        Sidecars servers = new Sidecars(
                (command, targets) -> processes.startServer(command, targets, starters),
                surroundings.targets(),
                processes.codeDir(),
                team.signals(),
                log);
        try (servers) {
            stoppable.run("sshd", () -> servers.start(sshd));
            return serve(servers, onSignal);
        }
    }

    private Outcome serve(Sidecars servers, Consumer<UnixSignal> onSignal) {
        log.info("ready for " + host.leader() + ", which starts processes here; what they print is in its log");
        JobSignals.Subscription subscription = team.signals().subscribe(signal -> {
            onSignal.accept(signal);
            servers.signal(signal);
        });
        try (subscription) {
            team.sayReady(keys.publicKey());
            if (team.awaitEnd(surroundings.patience().grace())) {
                return new Outcome.Succeeded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Outcome.Failed(failureText.of(new JobException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "the job was asked to stop, and " + host.leader() + ", which leads, did not end it in time")));
    }
}
