package io.smcontainers.runner.jvm;

import io.smcontainers.spi.TrainingJob;

/** Where a job names its program. */
final class ProgramOrigin {
    private ProgramOrigin() {}

    /** Returns the first words of an error about the program. */
    static String of(TrainingJob job) {
        return job.variable("SAGEMAKER_PROGRAM").isPresent()
                ? "environment variable SAGEMAKER_PROGRAM is"
                : "hyperparameters.json: 'sagemaker_program' is";
    }
}
