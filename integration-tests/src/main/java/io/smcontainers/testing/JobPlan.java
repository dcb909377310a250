package io.smcontainers.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What the service makes of the description of a job: hosts, files, variables. */
final class JobPlan {
    private static final String REGION = "us-east-1";
    private static final String CODE_CHANNEL = "code";
    private static final String CODE_ARCHIVE = "input/data/code/sourcedir.tar.gz";

    private final SageMakerTrainingJob job;
    private final List<InstanceGroup> groups;
    private final List<String> hosts;

    JobPlan(SageMakerTrainingJob job) {
        this.job = job;
        List<InstanceGroup> asked = job.groups.isEmpty()
                ? List.of(new InstanceGroup("homogeneousCluster", "ml.m5.xlarge", List.of("algo-1")))
                : job.groups;
        // Local mode gives all jobs of a machine one network, and so each job names of its own.
        String suffix = job.localMode ? "-" + UUID.randomUUID().toString().substring(0, 5) : "";
        groups = asked.stream()
                .map(group -> new InstanceGroup(
                        group.name(),
                        group.instanceType(),
                        group.hosts().stream().map(host -> host + suffix).toList()))
                .toList();
        hosts = groups.stream()
                .flatMap(group -> group.hosts().stream())
                .sorted()
                .toList();
    }

    SageMakerTrainingJob job() {
        return job;
    }

    List<String> hosts() {
        return hosts;
    }

    Duration startDelay(String host) {
        return job.startDelays.getOrDefault(host, Duration.ZERO);
    }

    Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("TRAINING_JOB_NAME", job.name);
        variables.put("AWS_REGION", REGION);
        if (!job.localMode) {
            variables.put("TRAINING_JOB_ARN", "arn:aws:sagemaker:" + REGION + ":123456789012:training-job/" + job.name);
        }
        variables.putAll(job.environment);
        return variables;
    }

    /** Writes all that a host finds below {@code /opt/ml} when it starts. */
    void addFiles(FolderArchive archive, String host) throws IOException {
        for (String folder : List.of("input", "input/config", "input/data", "model", "output", "output/data", "code")) {
            archive.folder(folder);
        }
        if (job.checkpoints) {
            archive.folder("checkpoints");
        }
        for (Map.Entry<String, String> file : files(host).entrySet()) {
            archive.file(file.getKey(), file.getValue());
        }
        for (Map.Entry<String, ChannelSource> channel : job.channels.entrySet()) {
            addChannel(
                    archive,
                    "input/data/" + channel.getKey(),
                    channel.getValue().path());
        }
        if (job.code.isEmpty()) {
            return;
        }
        if (job.localMode) {
            job.code.addTo(archive, "code");
        } else {
            archive.folder("input/data/" + CODE_CHANNEL);
            job.code.addArchiveTo(archive, CODE_ARCHIVE);
        }
    }

    private static void addChannel(FolderArchive archive, String folder, Path data) throws IOException {
        if (data.toFile().isDirectory()) {
            archive.tree(folder, data);
        } else {
            archive.folder(folder).tree(folder + "/" + data.getFileName(), data);
        }
    }

    private Map<String, String> files(String host) {
        ConfigFiles config = new ConfigFiles(job.localMode, hosts, groups);
        Map<String, String> files = new TreeMap<>();
        files.put("input/config/hyperparameters.json", config.hyperparameters(hyperparameters()));
        files.put("input/config/inputdataconfig.json", config.inputData(channels()));
        files.put("input/config/resourceconfig.json", config.resources(host));
        if (job.checkpoints) {
            files.put("input/config/checkpointconfig.json", config.checkpoints());
        }
        files.putAll(job.files);
        return files;
    }

    private Map<String, ChannelSource> channels() {
        Map<String, ChannelSource> channels = new TreeMap<>(job.channels);
        if (!job.code.isEmpty() && !job.localMode) {
            channels.put(CODE_CHANNEL, new ChannelSource(Path.of(""), null));
        }
        return channels;
    }

    private Map<String, String> hyperparameters() {
        Map<String, String> encoded = new TreeMap<>();
        Optional<String> program = job.programName();
        if (program.isPresent()) {
            encoded.put("sagemaker_program", job.style.encode(program.get()));
            encoded.put("sagemaker_container_log_level", job.style.encode(20));
            encoded.put("sagemaker_job_name", job.style.encode(job.name));
            encoded.put("sagemaker_region", job.style.encode(REGION));
        }
        if (!job.code.isEmpty()) {
            String place = job.localMode ? "/opt/ml/code" : "/opt/ml/" + CODE_ARCHIVE;
            encoded.put("sagemaker_submit_directory", job.style.encode(place));
        }
        job.hyperparameters.forEach((key, value) -> encoded.put(key, job.style.encode(value)));
        encoded.putAll(job.encodedHyperparameters);
        return encoded;
    }
}
