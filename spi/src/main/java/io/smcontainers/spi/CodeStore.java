package io.smcontainers.spi;

import java.io.IOException;
import java.util.List;
import java.util.Map;

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
     * Fetches the code. When the job is stopped, the calling thread is interrupted, and this method should end at once.
     *
     * @param request the place, to which {@link #supports} said yes, and what is needed to get there
     * @param receiver takes what is fetched, while it arrives; for the calling thread only
     * @throws IOException if reading or writing fails
     * @throws io.smcontainers.core.JobException saying what was asked for, what was answered and what to check
     */
    void fetch(CodeRequest request, CodeReceiver receiver) throws IOException;

    /**
     * Returns what people should know before a job runs, for {@code train doctor}: what this store would use, what it misses.
     * Makes no connection.
     *
     * @param variables the job's
     * @return one line each; secrets are masked
     */
    default List<String> notes(Map<String, String> variables) {
        return List.of();
    }
}
