package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.json.JsonText;
import io.smcontainers.core.json.PythonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a job says of itself, in its hyperparameters and in the variables of the process. */
final class JobParameters {
    static final String PROGRAM = "sagemaker_program";
    static final String SUBMIT_DIRECTORY = "sagemaker_submit_directory";
    static final String LOG_LEVEL = "sagemaker_container_log_level";
    static final String JOB_NAME = "sagemaker_job_name";
    static final String REGION = "sagemaker_region";
    static final String S3_OUTPUT = "sagemaker_s3_output";

    private static final String FILE = "hyperparameters.json";
    private static final String FRAMEWORK_PREFIX = "sagemaker_";

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

    private final Map<String, JsonNode> all;
    private final Map<String, String> environment;
    private final Problems problems;

    private JobParameters(Map<String, JsonNode> all, Map<String, String> environment, Problems problems) {
        this.all = all;
        this.environment = environment;
        this.problems = problems;
    }

    /**
     * Reads them.
     *
     * @param environment the variables of the process
     * @param problems gets what is wrong, now and when something is asked for
     */
    static JobParameters read(JobLayout layout, Map<String, String> environment, Problems problems) {
        ConfigFile file = ConfigFile.optional(layout.inputConfigDir().resolve(FILE), problems);
        Map<String, JsonNode> all = new LinkedHashMap<>();
        file.values().properties().forEach(entry -> all.put(entry.getKey(), decode(entry.getValue())));
        return new JobParameters(all, environment, problems);
    }

    /** The service hands over each value as a string; SDKs put JSON into it, people often do not. */
    static JsonNode decode(JsonNode value) {
        return value.isTextual() ? JsonText.tryParse(value.textValue()).orElse(value) : value;
    }

    /** Returns the hyperparameters that frameworks and launchers look at. */
    Hyperparameters framework() {
        Map<String, JsonNode> framework = new LinkedHashMap<>(all);
        framework.keySet().removeIf(key -> !key.startsWith(FRAMEWORK_PREFIX) || RESERVED.contains(key));
        return new Hyperparameters(framework);
    }

    /** Returns the hyperparameters of the user's program. */
    Hyperparameters user() {
        Map<String, JsonNode> user = new LinkedHashMap<>(all);
        user.keySet().removeIf(key -> key.startsWith(FRAMEWORK_PREFIX) || RESERVED.contains(key));
        return new Hyperparameters(user);
    }

    /** Returns a hyperparameter as it is; null if there is none. */
    @Nullable
    JsonNode value(String key) {
        return all.get(key);
    }

    /** Returns a hyperparameter as text, whatever it is. */
    Optional<String> text(String key) {
        return new Hyperparameters(all).text(key);
    }

    /** Returns a hyperparameter that must be a string; null if there is none. */
    @Nullable
    String string(String key) {
        JsonNode value = all.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            problems.add(FILE, key, PythonText.json(value), "a string");
            return null;
        }
        return value.textValue();
    }

    /** Returns a variable; null if it is empty. */
    @Nullable
    String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Says where a hyperparameter is to be found. */
    static String place(String key) {
        return FILE + ": '" + key + "'";
    }
}
