package io.smcontainers.store.s3;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.IndexAccess;
import io.smcontainers.spi.PackageIndex;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Lets pip install from a repository of AWS CodeArtifact, which {@code CA_REPOSITORY_ARN} names. */
public final class CodeArtifactIndex implements PackageIndex {
    /** CodeArtifact knows no other (https://docs.aws.amazon.com/codeartifact/latest/ug/python-configure-pip.html). */
    private static final String USER = "aws";

    /** Creates the index. */
    public CodeArtifactIndex() {}

    @Override
    public String id() {
        return "codeartifact";
    }

    @Override
    public Support supports(TrainingJob job) {
        return job.variable(RepositoryArn.VARIABLE).isPresent()
                ? Support.yes()
                : Support.no("environment variable " + RepositoryArn.VARIABLE + " is not set");
    }

    /** Asks CodeArtifact for the index's address and a token. Only here is anything of the SDK loaded. */
    @Override
    public IndexAccess open(TrainingJob job) throws IOException {
        RepositoryArn arn =
                RepositoryArn.parse(job.variable(RepositoryArn.VARIABLE).orElseThrow());
        try (CodeArtifact service = new CodeArtifact(new S3Settings(job.variables()), arn)) {
            String token = service.token();
            URI index = service.index();
            return new IndexAccess(
                    arn.description(),
                    Map.of("PIP_INDEX_URL", index.toString()),
                    List.of(new IndexAccess.Login(index.getHost(), USER, token)));
        } catch (NoClassDefFoundError e) {
            throw new JobException(
                    ErrorCode.DOWNLOAD_FAILED,
                    "cannot ask for access to " + arn.description() + ": the AWS SDK is not in this image (no class "
                            + String.valueOf(e.getMessage()).replace('/', '.')
                            + "); the jars in lib/aws of train have it",
                    e);
        }
    }
}
