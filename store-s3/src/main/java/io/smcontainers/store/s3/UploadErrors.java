package io.smcontainers.store.s3;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says why an upload failed, and whether S3 will refuse all others, too. */
final class UploadErrors {
    /** All uploads will fail of these, whatever their status. */
    private static final Set<String> OF_THE_DESTINATION = Set.of(
            "NoSuchBucket",
            "PermanentRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException",
            "ExpiredToken",
            "TokenRefreshRequired",
            "InvalidAccessKeyId",
            "InvalidToken",
            "SignatureDoesNotMatch",
            "RequestTimeTooSkewed");

    private final S3Bucket bucket;
    private final S3Location folder;

    UploadErrors(S3Bucket bucket, S3Location folder) {
        this.bucket = bucket;
        this.folder = folder;
    }

    /**
     * Returns the error of one upload.
     *
     * @throws JobException if all will fail
     */
    IOException of(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            return ofAnswer(S3Answer.of(answer), answer);
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileContent.ReadFailure failure) {
                return failure.reason();
            }
        }
        NetworkFailure failure = NetworkFailure.of(e);
        if (failure.code() == ErrorCode.DOWNLOAD_DENIED) {
            throw refused(failure.what() + "; " + failure.advice(), e);
        }
        return new IOException(failure.what() + " (" + failure.advice() + ")", e);
    }

    private IOException ofAnswer(S3Answer answer, AwsServiceException e) {
        if (OF_THE_DESTINATION.contains(answer.name())) {
            throw refused(answer.said() + "; " + answer.advice(bucket.errors(), folder), e);
        }
        if (answer.status() == 401 || answer.status() == 403 || answer.name().startsWith("KMS")) {
            throw refused(answer.said() + "; " + permissions(), e);
        }
        return new IOException(answer.said(), e);
    }

    private String permissions() {
        return ("the execution role needs s3:PutObject on arn:aws:s3:::%s/%s/* (and, for files over 32 MiB,"
                        + " s3:AbortMultipartUpload); if a key of KMS encrypts the bucket, also kms:GenerateDataKey and"
                        + " kms:Decrypt on that key, in the role's policy and in the key's own. Look also at the bucket's"
                        + " policy, and at a policy of the VPC endpoint")
                .formatted(folder.bucket(), folder.key());
    }

    private JobException refused(String what, SdkException e) {
        return new JobException(
                ErrorCode.PERMISSION_DENIED, "%s (%s) takes no files: %s".formatted(folder, place(), what), e);
    }

    private String place() {
        String region = bucket.errors().region();
        return "bucket '" + folder.bucket() + "', prefix '" + folder.key() + "', region " + region
                + bucket.settings()
                        .endpoint()
                        .map(endpoint -> ", endpoint " + endpoint)
                        .orElse("");
    }
}
