package io.smcontainers.spi;

import java.io.IOException;

/** Takes the files that a program writes to {@code output/intermediate} to one kind of place, such as S3, while it runs. */
public interface OutputStore {
    /** Returns the store's name: lower-case letters, digits and hyphens, unique among all of this type. */
    String id();

    /**
     * Says whether this store knows such places. Asked before the program starts, so look at the text and at nothing else.
     *
     * @param location what hyperparameter {@code sagemaker_s3_output} says
     * @return yes, or no with the reason
     */
    Support supports(String location);

    /**
     * Gets ready to upload. Called when the first file is there, in a thread of its own: the program runs already.
     *
     * @param destination the location to which {@link #supports} said yes, with the job's folder behind it
     * @param job whose output it is
     * @return takes the files
     * @throws IOException if it may work later
     * @throws io.smcontainers.core.JobException if it will not, saying what to check
     */
    OutputUpload open(String destination, TrainingJob job) throws IOException;
}
