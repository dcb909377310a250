package io.smcontainers.store.s3;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.OutputStore;
import io.smcontainers.spi.OutputUpload;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;

/** Uploads intermediate output to Amazon S3. */
public final class S3OutputStore implements OutputStore {
    private static final String SOURCE = "sagemaker_s3_output";

    /** Creates the store. */
    public S3OutputStore() {}

    @Override
    public String id() {
        return "s3";
    }

    @Override
    public Support supports(String location) {
        try {
            S3Location.parse(SOURCE, location);
            return Support.yes();
        } catch (JobException e) {
            return Support.no(S3Location.isOne(location) ? "it has no bucket's name" : "it does not start with s3://");
        }
    }

    /** Gets ready to upload. Only here is anything of the SDK loaded. */
    @Override
    public OutputUpload open(String destination, TrainingJob job) {
        S3Location location = S3Location.parse(SOURCE, destination);
        try {
            return new S3Upload(new S3Settings(job.variables()), location.withoutLeadingSlashes());
        } catch (NoClassDefFoundError e) {
            throw new JobException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    "the AWS SDK is not in this image (no class "
                            + String.valueOf(e.getMessage()).replace('/', '.')
                            + "); the jars in lib/aws of train have it",
                    e);
        }
    }
}
