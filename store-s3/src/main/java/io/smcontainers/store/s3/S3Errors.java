package io.smcontainers.store.s3;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what went wrong with S3 so that somebody who reads only that knows what to check. */
final class S3Errors {
    private final S3Settings settings;
    private final String region;

    S3Errors(S3Settings settings, String region) {
        this.settings = settings;
        this.region = region;
    }

    /** Returns the error of a job for which S3, or the way to it, failed. */
    JobException of(S3Location place, SdkException e) {
        if (e instanceof AwsServiceException answer) {
            S3Answer found = S3Answer.of(answer);
            return error(found.code(), place, found.said() + "\n" + found.advice(this, place), e);
        }
        NetworkFailure failure = NetworkFailure.of(e);
        return error(failure.code(), place, failure.what() + "\n" + failure.advice(), e);
    }

    JobException noSuchKey(S3Location object, List<String> nearest, SdkException e) {
        String advice = nearest.isEmpty()
                ? "Nothing else is there that this job may see; is the key right, and was the upload finished?"
                : nearest.size() == 1
                        ? "Did you mean '" + nearest.get(0) + "'?"
                        : "What is there: " + String.join(", ", nearest);
        return error(
                ErrorCode.DOWNLOAD_FAILED,
                object,
                "there is no object with this key, and none below '" + object.key() + "/'\n" + advice,
                e);
    }

    JobException emptyPrefix(S3Location prefix) {
        return error(
                ErrorCode.DOWNLOAD_FAILED,
                prefix,
                "no object's key begins with '" + prefix.key() + "'\nIs the prefix right, and was the upload finished?",
                null);
    }

    JobException changed(S3Location object, long count, SdkException e) {
        return error(
                ErrorCode.DOWNLOAD_FAILED,
                object,
                String.format(
                        Locale.ROOT,
                        "the object was replaced by another while it was fetched (after %,d bytes)\n"
                                + "Start the job again; give each job's code a key of its own",
                        count),
                e);
    }

    JobException damaged(S3Location object, long count, long total, String check) {
        return error(
                ErrorCode.DOWNLOAD_FAILED,
                object,
                String.format(
                        Locale.ROOT,
                        "what arrived is not what S3 has: the %s differs, after %,d of %,d bytes\n"
                                + "Something between S3 and this job changes the content (a proxy?); start the job again",
                        check,
                        count,
                        total),
                null);
    }

    JobException brokenOff(S3Location object, long count, long total, Throwable e) {
        return error(
                ErrorCode.DOWNLOAD_FAILED,
                object,
                String.format(
                        Locale.ROOT,
                        "the download breaks off again and again, the last time after %,d of %,d bytes (%s)\n%s",
                        count,
                        total,
                        e.getMessage(),
                        NetworkFailure.VPC_ADVICE),
                e);
    }

    JobException tooSlow(S3Location object, long count, long total) {
        return error(
                ErrorCode.DOWNLOAD_FAILED,
                object,
                String.format(
                        Locale.ROOT,
                        "hardly anything arrives any more: %,d of %,d bytes, and next to nothing for %d s (%s)\n%s",
                        count,
                        total,
                        settings.patience().toSeconds(),
                        S3Settings.PATIENCE_VARIABLE,
                        NetworkFailure.VPC_ADVICE),
                null);
    }

    String region() {
        return region;
    }

    S3Settings settings() {
        return settings;
    }

    private JobException error(ErrorCode code, S3Location place, String what, @Nullable Throwable cause) {
        String region = settings.region().isPresent() || !this.region.equals(S3Clients.DEFAULT_REGION)
                ? this.region
                : this.region + ", for none is set";
        String message = "cannot fetch %s (bucket '%s', %s, region %s, endpoint %s): %s"
                .formatted(place, place.bucket(), keyOf(place), region, endpoint(), what);
        return new JobException(code, message, cause);
    }

    private static String keyOf(S3Location place) {
        return place.isFolder() ? "prefix '" + place.key() + "'" : "key '" + place.key() + "'";
    }

    private String endpoint() {
        return settings.endpoint()
                .map(Object::toString)
                .orElse("https://s3." + region + ".amazonaws.com" + (region.startsWith("cn-") ? ".cn" : ""));
    }
}
