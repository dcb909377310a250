package io.smcontainers.store.s3;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.CodeReceiver;
import io.smcontainers.spi.CodeRequest;
import io.smcontainers.spi.CodeStore;
import io.smcontainers.spi.Support;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Fetches code from Amazon S3: an archive, another single object, or all objects below a prefix. */
public final class S3CodeStore implements CodeStore {
    /** Creates the store. */
    public S3CodeStore() {}

    @Override
    public String id() {
        return "s3";
    }

    @Override
    public Support supports(String location) {
        return S3Location.isOne(location.strip())
                ? Support.yes()
                : Support.no("'" + location + "' does not start with s3://");
    }

    /** Fetches what the location names. Only here is anything of the SDK loaded. */
    @Override
    public void fetch(CodeRequest request, CodeReceiver receiver) throws IOException {
        S3Location location = S3Location.parse("sagemaker_submit_directory", request.location());
        try (S3Fetch fetch = S3Fetch.begin(request, location)) {
            fetch.into(receiver);
        } catch (NoClassDefFoundError e) {
            throw new JobException(
                    ErrorCode.DOWNLOAD_FAILED,
                    "cannot fetch " + location + ": the AWS SDK is not in this image (no class "
                            + String.valueOf(e.getMessage()).replace('/', '.')
                            + "); the jars in lib/aws of train have it",
                    e);
        }
    }

    @Override
    public List<String> notes(Map<String, String> variables) {
        return new S3Notes(new S3Settings(variables)).lines();
    }
}
