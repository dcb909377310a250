package io.smcontainers.store.s3;

import io.smcontainers.core.ErrorCode;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * An answer of S3 that is an error (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html).
 *
 * @param status the HTTP status
 * @param name the error's name, such as {@code AccessDenied}; empty if the answer has none
 * @param message what S3 says about it
 */
record S3Answer(int status, String name, String message) {
    static S3Answer of(AwsServiceException e) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
        return new S3Answer(
                e.statusCode(),
                details.map(AwsErrorDetails::errorCode).orElse(""),
                details.map(AwsErrorDetails::errorMessage).orElse(""));
    }

    /** Returns what S3 said, in one line. */
    String said() {
        return ("S3 answered " + status + " " + name).strip() + (message.isEmpty() ? "" : ": " + message.strip());
    }

    /** Returns the kind of error. */
    ErrorCode code() {
        return switch (name) {
            case "AccessDenied",
                    "AllAccessDisabled",
                    "AccountProblem",
                    "ExpiredToken",
                    "InvalidAccessKeyId",
                    "InvalidToken",
                    "SignatureDoesNotMatch",
                    "TokenRefreshRequired" -> ErrorCode.DOWNLOAD_DENIED;
            default ->
                isOfKms() || status == 401 || status == 403 ? ErrorCode.DOWNLOAD_DENIED : ErrorCode.DOWNLOAD_FAILED;
        };
    }

    /** Returns what to check. */
    String advice(S3Errors job, S3Location place) {
        if (isOfKms()) {
            return "The object is encrypted with a key of KMS: the execution role needs kms:Decrypt on that key, in the role's"
                    + " policy and in the key's own policy; is the key enabled?";
        }
        return switch (name) {
            case "ExpiredToken", "TokenRefreshRequired" ->
                "The credentials have expired. Those of an execution role are renewed by themselves: are"
                        + " AWS_ACCESS_KEY_ID and AWS_SESSION_TOKEN set in the image or in the job's environment? Remove them";
            case "InvalidAccessKeyId", "InvalidToken", "SignatureDoesNotMatch" ->
                "The credentials are wrong. Are AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY or AWS_SESSION_TOKEN set in the image"
                        + " or in the job's environment? Without them, those of the execution role are used";
            case "RequestTimeTooSkewed" -> "The clock of this machine is wrong";
            case "NoSuchBucket" ->
                "There is no bucket '" + place.bucket() + "'; is its name right, and has it been deleted?";
            case "NoSuchKey" -> "It was there when the prefix was listed, and has been deleted since";
            case "InvalidObjectState" ->
                "The object is archived (storage class GLACIER, DEEP_ARCHIVE or an archive tier): restore it, or copy it to"
                        + " S3 Standard, before the job starts";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                "The bucket is in another region; set AWS_REGION to it, or leave out the endpoint's URL";
            case "SlowDown", "RequestLimitExceeded", "ServiceUnavailable" ->
                "S3 is overloaded by requests for this bucket, or has a disturbance, and stayed so over all attempts;"
                        + " start the job again later";
            default -> adviceByStatus(place);
        };
    }

    private String adviceByStatus(S3Location place) {
        if (status == 403 || status == 401) {
            return ("The execution role needs s3:GetObject on arn:aws:s3:::%s/%s and s3:ListBucket on arn:aws:s3:::%s."
                            + " Without s3:ListBucket, S3 answers so too if there is no such object. Look also at the bucket's"
                            + " policy, at a policy of the VPC endpoint, and at who owns the object")
                    .formatted(place.bucket(), place.key() + (place.isFolder() ? "*" : ""), place.bucket());
        }
        if (status == 404) {
            return "Is the bucket's name right, and is this the endpoint of S3?";
        }
        if (status >= 500) {
            return "S3 has a disturbance, and it stayed so over all attempts; start the job again later";
        }
        return "Look the error's name up in the documentation of S3";
    }

    private boolean isOfKms() {
        return name.startsWith("KMS") || message.contains("kms:") || message.contains("KMS");
    }
}
