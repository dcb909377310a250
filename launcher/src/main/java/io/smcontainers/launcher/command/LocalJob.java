package io.smcontainers.launcher.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.core.JobLayout;
import io.smcontainers.core.json.PythonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job laid out on this machine as SageMaker lays it out in a container.
 *
 * @param script the program: a file, or, if there is a source folder, what the job calls it
 * @param sourceDir the code: a folder, or a place elsewhere such as on S3; the script's folder if null
 * @param hyperparameters as typed
 * @param channels folders or files by name
 * @param output where model and output go; below the job's folder if null
 * @param baseDir the job's folder; a new one if null
 */
record LocalJob(
        Path script,
        @Nullable String sourceDir,
        Map<String, String> hyperparameters,
        Map<String, Path> channels,
        @Nullable Path output,
        @Nullable Path baseDir) {
    private static final String HOST = "algo-1";

    /** Writes the folders and files, and returns where they are. */
    JobLayout layOut() throws IOException {
        if (sourceDir != null && isElsewhere(sourceDir)) {
            return layOut(sourceDir, script.toString(), existing(channels), new JobLayout(base()));
        }
        Path source = sourceDir == null ? requireFile(script).getParent() : real(Path.of(sourceDir), "--source-dir");
        String program = program(source);
        Map<String, Path> inputs = existing(channels);
        JobLayout layout = new JobLayout(base());
        if (layout.base().startsWith(source)) {
            throw wrong("--base-dir " + layout.base() + " lies in the folder of the code, " + source
                    + ", which is copied there; choose one beside it");
        }
        return layOut(source.toString(), program, inputs, layout);
    }

    /** Such a place is for a store to know. */
    private static boolean isElsewhere(String source) {
        return source.matches("(?i)[a-z][a-z0-9+.-]*://.*");
    }

    private JobLayout layOut(String source, String program, Map<String, Path> inputs, JobLayout layout)
            throws IOException {
        Files.createDirectories(layout.inputConfigDir());
        Files.createDirectories(layout.inputDataDir());
        linkOutput(layout);
        write(layout, "hyperparameters", hyperparametersJson(source, program));
        write(layout, "inputdataconfig", channelsJson(layout, inputs));
        write(layout, "resourceconfig", resourcesJson());
        return layout;
    }

    private Path base() throws IOException {
        if (baseDir == null) {
            return Files.createTempDirectory("train-local-");
        }
        Path base = Files.createDirectories(baseDir).toRealPath();
        try (Stream<Path> content = Files.list(base)) {
            if (content.findAny().isPresent()) {
                throw wrong("--base-dir " + baseDir + " is not empty; a job starts in a folder of its own");
            }
        }
        return base;
    }

    private void linkOutput(JobLayout layout) throws IOException {
        if (output == null) {
            return;
        }
        Path target = Files.createDirectories(output).toRealPath();
        Path model = Files.createDirectories(target.resolve("model"));
        Path outputDir = Files.createDirectories(target.resolve("output"));
        // What an earlier run said of itself is not true of this one.
        Files.deleteIfExists(outputDir.resolve("failure"));
        Files.deleteIfExists(outputDir.resolve("failure.json"));
        Files.deleteIfExists(outputDir.resolve("success"));
        Files.createSymbolicLink(layout.modelDir(), model);
        Files.createSymbolicLink(layout.outputDir(), outputDir);
    }

    /** The script as the job names it; with a source folder it may be named so already, and need not be a file: a class is none. */
    private String program(Path source) throws IOException {
        if (sourceDir != null && !script.isAbsolute() && !Files.isRegularFile(script)) {
            return script.toString();
        }
        Path file = requireFile(script);
        if (!file.startsWith(source)) {
            throw wrong("SCRIPT " + script + " is not below --source-dir " + source);
        }
        return source.relativize(file).toString();
    }

    private ObjectNode hyperparametersJson(String source, String program) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        hyperparameters.forEach(json::put);
        json.put("sagemaker_program", program);
        json.put("sagemaker_submit_directory", source);
        return json;
    }

    /** Looks before anything is made, for a job that cannot start should leave nothing. */
    private static Map<String, Path> existing(Map<String, Path> channels) throws IOException {
        Map<String, Path> inputs = new LinkedHashMap<>();
        for (Map.Entry<String, Path> channel : channels.entrySet()) {
            inputs.put(channel.getKey(), real(channel.getValue(), "--channel " + channel.getKey()));
        }
        return inputs;
    }

    private static ObjectNode channelsJson(JobLayout layout, Map<String, Path> inputs) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, Path> channel : inputs.entrySet()) {
            Path data = channel.getValue();
            Path folder = layout.inputDataDir().resolve(channel.getKey());
            if (Files.isDirectory(data)) {
                Files.createSymbolicLink(folder, data);
            } else {
                Files.createSymbolicLink(Files.createDirectory(folder).resolve(data.getFileName()), data);
            }
            json.putObject(channel.getKey())
                    .put("TrainingInputMode", "File")
                    .put("S3DistributionType", "FullyReplicated")
                    .put("RecordWrapperType", "None");
        }
        return json;
    }

    private static ObjectNode resourcesJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("current_host", HOST).put("current_instance_type", "local");
        json.put("current_group_name", "homogeneousCluster").put("network_interface_name", "eth0");
        json.putArray("hosts").add(HOST);
        ObjectNode group = json.putArray("instance_groups").addObject();
        group.put("instance_group_name", "homogeneousCluster").put("instance_type", "local");
        group.putArray("hosts").add(HOST);
        return json;
    }

    private static void write(JobLayout layout, String name, ObjectNode json) throws IOException {
        Files.writeString(layout.inputConfigDir().resolve(name + ".json"), PythonText.json(json));
    }

    private static Path requireFile(Path script) throws IOException {
        if (!Files.isRegularFile(script)) {
            throw new JobException(
                    ErrorCode.MISSING_ENTRY_POINT, "SCRIPT " + script.toAbsolutePath() + " is not a file");
        }
        return script.toRealPath();
    }

    private static Path real(Path path, String option) throws IOException {
        if (!Files.exists(path)) {
            throw wrong(option + ": there is no " + path.toAbsolutePath());
        }
        return path.toRealPath();
    }

    private static JobException wrong(String message) {
        return new JobException(ErrorCode.INVALID_CONFIGURATION, message);
    }
}
