package io.smcontainers.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import com.github.dockerjava.api.model.WaitResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One host of a job: a container. */
final class SimulatedHost {
    private static final String BASE = "/opt/ml";
    private static final Duration LOG_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final JobNetwork network;
    private final String id;
    private final LogCollector log;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    private SimulatedHost(String name, JobNetwork network, String id, Consumer<LogLine> listener) {
        this.name = name;
        this.network = network;
        this.id = id;
        this.log = new LogCollector(listener);
    }

    /** Makes the container and puts the job's files into it. */
    static SimulatedHost create(JobPlan plan, String name, JobNetwork network, Consumer<LogLine> listener) {
        SageMakerTrainingJob job = plan.job();
        HostConfig hostConfig = HostConfig.newHostConfig().withNetworkMode(network.id());
        network.sharedModel().ifPresent(hostConfig::withBinds);
        CreateContainerCmd command = client().createContainerCmd(job.image)
                .withHostName(name)
                .withAliases(name)
                .withLabels(Engine.labels())
                .withCmd("train")
                .withEnv(plan.environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList())
                .withHostConfig(hostConfig)
                // What the image has there is kept; and it can be written to whatever the image's file system is.
                .withVolumes(new Volume(BASE));
        job.options.apply(command);
        if (job.watchingLeftovers) {
            LeftoverWatch.wrap(command);
        }
        SimulatedHost host = new SimulatedHost(name, network, command.exec().getId(), listener);
        try {
            host.copyFiles(plan);
            return host;
        } catch (IOException | RuntimeException e) {
            host.remove();
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
    }

    private void copyFiles(JobPlan plan) throws IOException {
        try (FolderArchive archive = new FolderArchive()) {
            plan.addFiles(archive, name);
            try (InputStream tar = Files.newInputStream(archive.finish())) {
                client().copyArchiveToContainerCmd(id)
                        .withRemotePath(BASE)
                        .withTarInputStream(tar)
                        .exec();
            }
        }
    }

    String name() {
        return name;
    }

    LogCollector log() {
        return log;
    }

    void start() {
        try {
            client().startContainerCmd(id).exec();
            logs().withFollowStream(true).exec(log);
            client().waitContainerCmd(id).exec(new ResultCallback.Adapter<WaitResponse>() {
                @Override
                public void onNext(WaitResponse response) {
                    exitCode.complete(response.getStatusCode());
                }

                @Override
                public void onError(Throwable e) {
                    exitCode.completeExceptionally(e);
                }
            });
        } catch (RuntimeException e) {
            exitCode.completeExceptionally(e);
        }
    }

    /** Tells when it has ended. */
    CompletableFuture<Integer> exitCode() {
        return exitCode;
    }

    /** Sends a signal to process 1; a host that has ended, or has not started, takes none. */
    void signal(String signal) {
        try {
            client().killContainerCmd(id).withSignal(signal).exec();
        } catch (DockerException e) {
            if (!exitCode.isDone() && Boolean.TRUE.equals(state().getRunning())) {
                throw e;
            }
        }
    }

    void disconnect() {
        client().disconnectFromNetworkCmd()
                .withNetworkId(network.id())
                .withContainerId(id)
                .withForce(true)
                .exec();
    }

    void connect() {
        network.connect(id, name);
    }

    /** Runs a program in the container, and returns all that it writes. */
    String exec(String... argv) throws InterruptedException {
        String exec = client().execCreateCmd(id)
                .withCmd(argv)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        client().execStartCmd(exec)
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        said.writeBytes(frame.getPayload());
                    }
                })
                .awaitCompletion();
        return said.toString(StandardCharsets.UTF_8);
    }

    /** Tells how it ended, when it has. */
    HostResult result(boolean watchingLeftovers) throws IOException, InterruptedException {
        ContainerState state = state();
        JobFiles output = files("output");
        return new HostResult(
                name,
                exitCode.join(),
                output.has("failure") ? output.text("failure") : "",
                wholeLog(),
                files("model"),
                output,
                files("checkpoints"),
                Instant.parse(Objects.requireNonNull(state.getStartedAt())),
                Instant.parse(Objects.requireNonNull(state.getFinishedAt())),
                Boolean.TRUE.equals(state.getOOMKilled()),
                watchingLeftovers ? LeftoverWatch.found(files(LeftoverWatch.FOLDER)) : List.of());
    }

    /** Following a log may miss its end, if that is written while the container ends; reading it afterwards does not. */
    private JobLog wholeLog() throws InterruptedException {
        LogCollector all = logs().exec(new LogCollector(line -> {}));
        if (!all.awaitCompletion(LOG_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the log of " + name + " does not end, though the container has");
        }
        return all.log();
    }

    private LogContainerCmd logs() {
        return client().logContainerCmd(id)
                .withTimestamps(true)
                .withStdOut(true)
                .withStdErr(true);
    }

    private JobFiles files(String folder) throws IOException {
        try (InputStream tar =
                client().copyArchiveFromContainerCmd(id, BASE + "/" + folder).exec()) {
            return JobFiles.of(tar);
        } catch (NotFoundException e) {
            return JobFiles.none();
        }
    }

    void remove() {
        Engine.removeContainer(id);
    }

    private ContainerState state() {
        return client().inspectContainerCmd(id).exec().getState();
    }

    private static DockerClient client() {
        return Engine.client();
    }
}
