package io.smcontainers.launcher.code;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.TrainingJob;
import java.util.Arrays;
import java.util.Optional;

/** What is to be done when the code folder is not empty and the job names another place for its code. */
enum CodePolicy {
    /** What is there stays, and nothing is fetched: what the Python toolkit does, without saying so. */
    KEEP,
    /** What is fetched goes over what is there. */
    OVERLAY,
    /** What is fetched takes the place of all that is there. */
    REPLACE;

    static final String VARIABLE = "SAGEMAKER_CODE_POLICY";
    static final String PARAMETER = "sagemaker_code_policy";

    /**
     * Returns the policy that a job asks for: by environment variable, else by hyperparameter, else {@link #KEEP}.
     *
     * @throws JobException if it asks for anything else
     */
    static CodePolicy of(TrainingJob job) {
        Optional<CodePolicy> ofVariable =
                job.variable(VARIABLE).map(word -> of(word, "environment variable " + VARIABLE));
        return ofVariable.or(() -> ofHyperparameter(job)).orElse(KEEP);
    }

    private static Optional<CodePolicy> ofHyperparameter(TrainingJob job) {
        return job.environment()
                .frameworkParameters()
                .text(PARAMETER)
                .map(word -> of(word, "hyperparameters.json: '" + PARAMETER + "'"));
    }

    private static CodePolicy of(String word, String source) {
        return Arrays.stream(values())
                .filter(policy -> policy.name().equalsIgnoreCase(word.strip()))
                .findFirst()
                .orElseThrow(() -> new JobException(
                        ErrorCode.INVALID_CONFIGURATION,
                        source + " is " + Quote.of(word) + "; expected 'keep', 'overlay' or 'replace'"));
    }
}
