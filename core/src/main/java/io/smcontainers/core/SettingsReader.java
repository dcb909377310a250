package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smcontainers.core.json.PythonText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a job. */
final class SettingsReader {
    private static final String LOG_LEVEL_VARIABLE = "SAGEMAKER_CONTAINER_LOG_LEVEL";
    private static final int DEFAULT_LOG_LEVEL = 20;

    private final JobParameters parameters;
    private final JobLayout layout;
    private final Map<String, String> environment;
    private final Problems problems;

    private SettingsReader(
            JobParameters parameters, JobLayout layout, Map<String, String> environment, Problems problems) {
        this.parameters = parameters;
        this.layout = layout;
        this.environment = environment;
        this.problems = problems;
    }

    static JobSettings read(
            JobParameters parameters, JobLayout layout, Map<String, String> environment, Problems problems) {
        return new SettingsReader(parameters, layout, environment, problems).read();
    }

    private JobSettings read() {
        ExecutableSearch search = ExecutableSearch.of(environment);
        return new JobSettings(
                parameters.text(JobParameters.JOB_NAME).orElse(""),
                parameters
                        .text(JobParameters.REGION)
                        .orElseGet(() -> environment.getOrDefault("AWS_DEFAULT_REGION", "")),
                logLevel(),
                parameters.variable("TRAINING_JOB_NAME"),
                parameters.string(JobParameters.S3_OUTPUT),
                checkpointPath(),
                modelParallel(),
                search.find("smddprun").isPresent(),
                search.find("smddpmprun").isPresent());
    }

    private JsonNode logLevel() {
        JsonNode level = parameters.value(JobParameters.LOG_LEVEL);
        String place = JobParameters.place(JobParameters.LOG_LEVEL);
        if (level == null || level.isNull()) {
            String text = parameters.variable(LOG_LEVEL_VARIABLE);
            level = text == null ? LongNode.valueOf(DEFAULT_LOG_LEVEL) : JobParameters.decode(TextNode.valueOf(text));
            place = "environment variable " + LOG_LEVEL_VARIABLE;
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
        String said = environment.get("SM_HP_MP_PARAMETERS");
        if (said == null) {
            return NullNode.getInstance();
        }
        return said.isEmpty() ? TextNode.valueOf("") : BooleanNode.valueOf(!said.equals("{}"));
    }
}
