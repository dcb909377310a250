package io.smcontainers.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A training job, run in containers on this machine as SageMaker would run it: CreateTrainingJob, the hosts, and
 * DescribeTrainingJob.
 *
 * <pre>{@code
 * TrainingJobResult result = SageMakerTrainingJob.of("my-image")
 *         .program("train.py").code(Path.of("src/iris"))
 *         .hyperparameter("epochs", 40)
 *         .channel("training", Path.of("data/training"))
 *         .run();
 *
 * assertThat(result.status()).as(result::toString).isEqualTo(JobStatus.COMPLETED);
 * assertThat(result.model().names()).contains("model.json");
 * }</pre>
 *
 * <p>Where it departs from the service: code that is not in the image comes in a channel named {@code code}, as the SDK sends
 * it to jobs without a network; all files and folders of the job may be read and written by every user; a host that fails
 * does not end the others; the name of a host that has ended is not known any more. Not thread-safe; a job can be run more than once.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html">How
 *     Amazon SageMaker AI runs your training image</a>
 */
public final class SageMakerTrainingJob {
    private static final Duration STOP_GRACE = Duration.ofSeconds(120);
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    final String image;
    final Map<String, Object> hyperparameters = new LinkedHashMap<>();
    final Map<String, String> encodedHyperparameters = new LinkedHashMap<>();
    final Map<String, ChannelSource> channels = new LinkedHashMap<>();
    final Map<String, String> environment = new LinkedHashMap<>();
    final Map<String, String> files = new LinkedHashMap<>();
    final Map<String, Duration> startDelays = new LinkedHashMap<>();
    final List<InstanceGroup> groups = new ArrayList<>();
    final ContainerOptions options = new ContainerOptions();
    final SourceCode code = new SourceCode();
    String name = "job-" + UUID.randomUUID().toString().substring(0, 8);

    @Nullable
    String program;

    HyperparameterStyle style = HyperparameterStyle.JSON;
    boolean localMode;
    boolean checkpoints;
    boolean networkIsolation;
    boolean watchingLeftovers;

    @Nullable
    Duration stopAfter;

    @Nullable
    String stopLine;

    Duration stopGrace = STOP_GRACE;
    Duration timeLimit = TIME_LIMIT;

    private SageMakerTrainingJob(String image) {
        this.image = image;
    }

    /** Starts the description of a job on one host, which runs an image that the engine has. */
    public static SageMakerTrainingJob of(String image) {
        return new SageMakerTrainingJob(image);
    }

    /** Sets TrainingJobName. */
    public SageMakerTrainingJob name(String jobName) {
        name = jobName;
        return this;
    }

    /** Sets the entry point as the SDK's framework estimators do, with the hyperparameters that they add. */
    public SageMakerTrainingJob program(String entryPoint) {
        program = entryPoint;
        return this;
    }

    /** Adds a file, or all that is in a folder, to the source folder. */
    public SageMakerTrainingJob code(Path path) {
        code.add(path);
        return this;
    }

    /** Adds a file of this text to the source folder. */
    public SageMakerTrainingJob code(String fileName, String text) {
        code.add(fileName, text);
        return this;
    }

    /** Says how the client writes hyperparameters; {@link HyperparameterStyle#JSON} if it is not said. */
    public SageMakerTrainingJob hyperparameterStyle(HyperparameterStyle clientStyle) {
        style = clientStyle;
        return this;
    }

    /** Sets a hyperparameter, as the user of the SDK does: the client makes a string of it. */
    public SageMakerTrainingJob hyperparameter(String key, Object value) {
        hyperparameters.put(key, value);
        return this;
    }

    /** Sets a hyperparameter, as the API takes it: exactly this string. */
    public SageMakerTrainingJob encodedHyperparameter(String key, String value) {
        encodedHyperparameters.put(key, value);
        return this;
    }

    /** Adds a channel in File mode with what is in a folder, or with one file. */
    public SageMakerTrainingJob channel(String channel, Path data) {
        channels.put(channel, new ChannelSource(data, null));
        return this;
    }

    /** Adds a channel in File mode that has a ContentType. */
    public SageMakerTrainingJob channel(String channel, Path data, String contentType) {
        channels.put(channel, new ChannelSource(data, contentType));
        return this;
    }

    /** Sets an entry of Environment. */
    public SageMakerTrainingJob environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Puts a file below {@code /opt/ml}, in place of what would be there, such as {@code input/config/init-config.json}. */
    public SageMakerTrainingJob file(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** Sets CheckpointConfig, with the folder {@code /opt/ml/checkpoints}. */
    public SageMakerTrainingJob checkpoints() {
        checkpoints = true;
        return this;
    }

    /** Sets InstanceCount and InstanceType: hosts {@code algo-1} to {@code algo-N}, in one group. */
    public SageMakerTrainingJob instances(int count, String instanceType) {
        groups.clear();
        return instanceGroup("homogeneousCluster", instanceType, count);
    }

    /** Adds an instance group of a heterogeneous cluster; its hosts follow those of the group before. */
    public SageMakerTrainingJob instanceGroup(String group, String instanceType, int count) {
        int before = groups.stream().mapToInt(each -> each.hosts().size()).sum();
        List<String> hosts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            hosts.add("algo-" + (before + i));
        }
        groups.add(new InstanceGroup(group, instanceType, List.copyOf(hosts)));
        return this;
    }

    /** Sets EnableNetworkIsolation: the hosts reach each other and nothing else. */
    public SageMakerTrainingJob networkIsolation() {
        networkIsolation = true;
        return this;
    }

    /**
     * Runs it as local mode of the SageMaker Python SDK does: plain files, a terminal, one model folder for all hosts, and the
     * end of one host is the end of all.
     */
    public SageMakerTrainingJob localMode() {
        localMode = true;
        return container(ContainerOptions::terminal);
    }

    /** Sets how containers are run. */
    public SageMakerTrainingJob container(Consumer<ContainerOptions> change) {
        change.accept(options);
        return this;
    }

    /** Starts a host later than the others; until then its name is not known. */
    public SageMakerTrainingJob startDelay(String host, Duration delay) {
        startDelays.put(host, delay);
        return this;
    }

    /** Sets MaxRuntimeInSeconds: the job is stopped when that time is over. */
    public SageMakerTrainingJob stopAfter(Duration maxRuntime) {
        stopAfter = maxRuntime;
        return this;
    }

    /** Stops the job, as StopTrainingJob does, as soon as a host writes a line that contains this text. */
    public SageMakerTrainingJob stopWhenLogSays(String text) {
        stopLine = text;
        return this;
    }

    /** Sets the time from SIGTERM to SIGKILL; the service's is 120 s. */
    public SageMakerTrainingJob stopGrace(Duration grace) {
        stopGrace = grace;
        return this;
    }

    /** Sets how long the test waits for the job's end, 5 minutes if it is not said; then all is killed, and the test fails. */
    public SageMakerTrainingJob timeLimit(Duration limit) {
        timeLimit = limit;
        return this;
    }

    /**
     * Asks what the image's program leaves running when it ends, which SageMaker would kill with the container. To see it, a
     * shell of the image is process 1, and passes stop signals on.
     */
    public SageMakerTrainingJob watchingLeftovers() {
        watchingLeftovers = true;
        return this;
    }

    /** Runs the job and waits for its end; then nothing is left of its containers. */
    public TrainingJobResult run() {
        try (RunningTrainingJob running = start()) {
            return running.await();
        }
    }

    /** Starts the job, for a test that does something while it runs. Close it. */
    public RunningTrainingJob start() {
        return RunningTrainingJob.start(new JobPlan(this));
    }

    Optional<String> programName() {
        return Optional.ofNullable(program);
    }
}
