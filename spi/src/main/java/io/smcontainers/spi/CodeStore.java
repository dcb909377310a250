package io.smcontainers.spi;

import java.io.IOException;

/** Fetches the user's code from one kind of place, such as S3. */
public interface CodeStore {
    /** Returns the store's name: lower-case letters, digits and hyphens, unique among all stores. */
    String id();

    /**
     * Says whether this store knows such places.
     *
     * @param location {@code sagemaker_submit_directory} as the job gives it
     * @return yes, or no with the reason
     */
    Support supports(String location);

    /**
     * Fetches the code.
     *
     * @param location as for {@link #supports}, which said yes
     * @param receiver takes what is fetched, while it arrives
     * @throws IOException if reading or writing fails
     * @throws io.smcontainers.core.JobException saying what was asked for, what was answered and what to check
     */
    void fetch(String location, CodeReceiver receiver) throws IOException;
}
