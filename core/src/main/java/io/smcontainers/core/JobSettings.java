package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings that steer the platform and us rather than the user's program.
 *
 * @param jobName hyperparameter {@code sagemaker_job_name}, or empty
 * @param region hyperparameter {@code sagemaker_region}, else environment AWS_DEFAULT_REGION, or empty
 * @param logLevel {@code sagemaker_container_log_level} as the job gives it: a number of Python's, or a level's name
 * @param trainingJob environment TRAINING_JOB_NAME
 * @param s3OutputLocation hyperparameter {@code sagemaker_s3_output}
 * @param checkpointPath {@code LocalPath} of checkpointconfig.json
 * @param modelParallel what SM_TRAINING_ENV says in {@code is_modelparallel_enabled}
 * @param smddprunInstalled whether the launcher of SageMaker's data parallel library is on PATH
 * @param smddpmprunInstalled the same for its multi-process launcher
 */
public record JobSettings(
        String jobName,
        String region,
        JsonNode logLevel,
        @Nullable String trainingJob,
        @Nullable String s3OutputLocation,
        @Nullable String checkpointPath,
        JsonNode modelParallel,
        boolean smddprunInstalled,
        boolean smddpmprunInstalled) {
    /** Returns the name that the platform gave the job. */
    public Optional<String> trainingJobName() {
        return Optional.ofNullable(trainingJob);
    }

    /** Returns where output goes on S3, if the job says so. */
    public Optional<String> s3Output() {
        return Optional.ofNullable(s3OutputLocation);
    }

    /** Returns the folder that the platform keeps in step with S3 and restores on a restart. */
    public Optional<String> checkpointDir() {
        return Optional.ofNullable(checkpointPath);
    }
}
