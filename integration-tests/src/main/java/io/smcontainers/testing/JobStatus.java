package io.smcontainers.testing;

/** TrainingJobStatus of DescribeTrainingJob, when a job has ended. */
public enum JobStatus {
    /** All containers ended with exit code 0. */
    COMPLETED,
    /** A container ended with another exit code. */
    FAILED,
    /** The job was stopped: by StopTrainingJob, or because its time was over. The model is kept. */
    STOPPED
}
