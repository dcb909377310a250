package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smcontainers.core.json.JsonText;
import io.smcontainers.core.json.PythonText;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a job from the files under {@code input/config} and the variables of the process. All that is wrong is found before
 * anything is thrown.
 */
public final class JobReader {
    private static final String HYPERPARAMETERS = "hyperparameters.json";
    private static final String PROGRAM = "sagemaker_program";
    private static final String SUBMIT_DIRECTORY = "sagemaker_submit_directory";
    private static final String LOG_LEVEL = "sagemaker_container_log_level";
    private static final String JOB_NAME = "sagemaker_job_name";
    private static final String REGION = "sagemaker_region";
    private static final String S3_OUTPUT = "sagemaker_s3_output";

    /** Hyperparameters that are not the user's but not the frameworks' either. */
    private static final Set<String> RESERVED = Set.of(
            PROGRAM,
            SUBMIT_DIRECTORY,
            LOG_LEVEL,
            JOB_NAME,
            REGION,
            S3_OUTPUT,
            "sagemaker_enable_cloudwatch_metrics",
            "default_user_module_name",
            "_tuning_objective_metric");

    private static final String FRAMEWORK_PREFIX = "sagemaker_";
    private static final int DEFAULT_LOG_LEVEL = 20;

    private final Map<String, String> environment;
    private final JobLayout layout;
    private final Problems problems = new Problems();

    private JobReader(Map<String, String> environment) {
        this.environment = environment;
        this.layout = JobLayout.of(environment);
    }

    /**
     * Reads the job that the variables describe.
     *
     * @param environment the variables of the process
     * @return the job, with the processors of this machine and no accelerators
     * @throws JobException naming file, key, value and what was expected for each problem there is
     */
    public static TrainingEnvironment read(Map<String, String> environment) {
        return new JobReader(environment).read();
    }

    private TrainingEnvironment read() {
        requireBase();
        Map<String, JsonNode> all =
                decode(ConfigFile.optional(layout.inputConfigDir().resolve(HYPERPARAMETERS), problems));
        Hyperparameters frameworkParameters = new Hyperparameters(framework(all));
        Cluster cluster = ClusterReader.read(
                ConfigFile.required(layout.inputConfigDir().resolve("resourceconfig.json"), problems),
                frameworkParameters,
                problems);
        Channels channels = ChannelsReader.read(
                ConfigFile.optional(layout.inputConfigDir().resolve("inputdataconfig.json"), problems),
                layout,
                problems);
        UserProgram program = program(all);
        JobSettings settings = settings(all);
        problems.throwIfAny();
        return new TrainingEnvironment(
                layout,
                settings,
                new Hyperparameters(user(all)),
                frameworkParameters,
                cluster,
                channels,
                Hardware.cpusOnly(),
                program);
    }

    private void requireBase() {
        if (!Files.isDirectory(layout.base())) {
            throw new JobException(ErrorCode.INVALID_CONFIGURATION, """
                    %s: there is no such folder, so this is not a container that SageMaker started.
                    To run a script on your own machine as SageMaker would: train local SCRIPT
                    To run a job whose files lie elsewhere: set SAGEMAKER_BASE_DIR to the folder that holds input/config""".formatted(layout.base()));
        }
    }

    private static Map<String, JsonNode> decode(ConfigFile file) {
        Map<String, JsonNode> decoded = new LinkedHashMap<>();
        file.values().properties().forEach(entry -> decoded.put(entry.getKey(), decode(entry.getValue())));
        return decoded;
    }

    /** The service hands over each value as a string; SDKs put JSON into it, people often do not. */
    private static JsonNode decode(JsonNode value) {
        return value.isTextual() ? JsonText.tryParse(value.textValue()).orElse(value) : value;
    }

    private static Map<String, JsonNode> framework(Map<String, JsonNode> all) {
        Map<String, JsonNode> framework = new LinkedHashMap<>(all);
        framework.keySet().removeIf(key -> !key.startsWith(FRAMEWORK_PREFIX) || RESERVED.contains(key));
        return framework;
    }

    private static Map<String, JsonNode> user(Map<String, JsonNode> all) {
        Map<String, JsonNode> user = new LinkedHashMap<>(all);
        user.keySet().removeIf(key -> key.startsWith(FRAMEWORK_PREFIX) || RESERVED.contains(key));
        return user;
    }

    private UserProgram program(Map<String, JsonNode> all) {
        String fromEnvironment = variable("SAGEMAKER_PROGRAM");
        String entryPoint = fromEnvironment != null ? fromEnvironment : string(all, PROGRAM);
        if (entryPoint != null) {
            checkEntryPoint(
                    fromEnvironment != null ? "environment variable SAGEMAKER_PROGRAM" : hyperparameter(PROGRAM),
                    entryPoint);
        }
        String submitDirectory = string(all, SUBMIT_DIRECTORY);
        return new UserProgram(
                entryPoint,
                submitDirectory != null ? submitDirectory : variable("SAGEMAKER_SUBMIT_DIRECTORY"),
                variable("SAGEMAKER_TRAINING_MODULE"));
    }

    private void checkEntryPoint(String place, String entryPoint) {
        String expected = "a path below the code folder, such as 'train.py' or 'src/train.py'";
        if (entryPoint.isEmpty()) {
            problems.addAt(place, "empty", expected);
        } else if (entryPoint.startsWith("/")) {
            problems.addAt(place, "'" + entryPoint + "', an absolute path", expected);
        } else if (hasDotSegment(entryPoint)) {
            problems.addAt(place, "'" + entryPoint + "', a path with '.' or '..'", expected);
        } else if (entryPoint.indexOf('\0') >= 0) {
            problems.addAt(place, PythonText.json(TextNode.valueOf(entryPoint)), expected);
        }
    }

    private static boolean hasDotSegment(String path) {
        for (String segment : path.split("/")) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private JobSettings settings(Map<String, JsonNode> all) {
        ExecutableSearch search = ExecutableSearch.of(environment);
        return new JobSettings(
                text(all, JOB_NAME).orElse(""),
                text(all, REGION).orElseGet(() -> environment.getOrDefault("AWS_DEFAULT_REGION", "")),
                logLevel(all),
                variable("TRAINING_JOB_NAME"),
                string(all, S3_OUTPUT),
                checkpointPath(),
                modelParallel(),
                search.find("smddprun").isPresent(),
                search.find("smddpmprun").isPresent());
    }

    private JsonNode logLevel(Map<String, JsonNode> all) {
        JsonNode level = all.get(LOG_LEVEL);
        String place = hyperparameter(LOG_LEVEL);
        if (level == null || level.isNull()) {
            String text = variable("SAGEMAKER_CONTAINER_LOG_LEVEL");
            level = text == null ? LongNode.valueOf(DEFAULT_LOG_LEVEL) : decode(TextNode.valueOf(text));
            place = "environment variable SAGEMAKER_CONTAINER_LOG_LEVEL";
        }
        if (LogLevel.of(level).isEmpty()) {
            problems.addAt(
                    place, PythonText.json(level), "a number or name of Python's, such as 10 (DEBUG) or 20 (INFO)");
        }
        return level;
    }

    private @Nullable String checkpointPath() {
        ConfigFile file = ConfigFile.optional(layout.inputConfigDir().resolve("checkpointconfig.json"), problems);
        String path = file.string("LocalPath", "");
        return path.isEmpty() ? null : path;
    }

    /** Null, the empty text, or whether the parameters say anything: the three values the Python toolkit lets through. */
    private JsonNode modelParallel() {
        String parameters = environment.get("SM_HP_MP_PARAMETERS");
        if (parameters == null) {
            return NullNode.getInstance();
        }
        return parameters.isEmpty() ? TextNode.valueOf("") : BooleanNode.valueOf(!parameters.equals("{}"));
    }

    private static String hyperparameter(String key) {
        return HYPERPARAMETERS + ": '" + key + "'";
    }

    private static Optional<String> text(Map<String, JsonNode> all, String key) {
        return new Hyperparameters(all).text(key);
    }

    private @Nullable String string(Map<String, JsonNode> all, String key) {
        JsonNode value = all.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            problems.add(HYPERPARAMETERS, key, PythonText.json(value), "a string");
            return null;
        }
        return value.textValue();
    }

    private @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
