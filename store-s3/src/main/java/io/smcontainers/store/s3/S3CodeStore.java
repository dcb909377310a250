package io.smcontainers.store.s3;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.CodeReceiver;
import io.smcontainers.spi.CodeStore;
import io.smcontainers.spi.Support;

/** Knows code on Amazon S3, and says that this version cannot fetch it and what works instead. */
public final class S3CodeStore implements CodeStore {
    private static final String SCHEME = "s3://";

    /** Creates the store. */
    public S3CodeStore() {}

    @Override
    public String id() {
        return "s3";
    }

    @Override
    public Support supports(String location) {
        return location.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Support.yes()
                : Support.no("'" + location + "' does not start with " + SCHEME);
    }

    @Override
    public void fetch(String location, CodeReceiver receiver) {
        throw new JobException(
                ErrorCode.DOWNLOAD_FAILED,
                "'sagemaker_submit_directory' is '" + location + "', and this version cannot fetch code from S3 yet."
                        + " What works: a folder or .tar.gz inside the container, such as a channel's,"
                        + " or code that lies in the image at /opt/ml/code");
    }
}
