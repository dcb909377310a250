package io.smcontainers.store.s3;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;

/**
 * A place on S3: an object, or all objects whose keys begin alike.
 *
 * @param bucket a bucket's name, or the ARN of an access point
 * @param key an object's key or a prefix of keys, as it is, without any escapes; empty for the whole bucket
 */
record S3Location(String bucket, String key) {
    private static final String SCHEME = "s3://";
    private static final String ARN = "arn:";

    /** Returns whether a text starts as such places do. */
    static boolean isOne(String location) {
        return location.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * Reads an S3 URI.
     *
     * @param source what holds it, for messages, such as {@code sagemaker_submit_directory}
     * @param text what should be {@code s3://bucket/key}
     * @throws JobException if it is not one
     */
    static S3Location parse(String source, String text) {
        String place = text.strip();
        if (!isOne(place)) {
            throw wrong(source, text, "does not start with " + SCHEME);
        }
        String path = place.substring(SCHEME.length());
        int end = endOfBucket(path);
        S3Location location = new S3Location(path.substring(0, end), path.substring(Math.min(path.length(), end + 1)));
        if (!isBucket(location.bucket)) {
            throw wrong(source, text, "has no bucket's name behind " + SCHEME);
        }
        return location;
    }

    /** The ARN of an access point has a slash of its own: {@code arn:aws:s3:region:account:accesspoint/name/key}. */
    private static int endOfBucket(String path) {
        int from = path.startsWith(ARN) ? path.indexOf('/') + 1 : 0;
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    /**
     * Buckets that were made before 2018 may have names with capitals and underscores, of up to 255 characters
     * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).
     */
    private static boolean isBucket(String name) {
        return name.startsWith(ARN) ? name.indexOf('/') > 0 : name.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");
    }

    /** Returns the last segment of the key, which would be a file's name; empty for a prefix that ends in a slash. */
    String fileName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Returns whether this can only be a prefix, because no file has an empty name. */
    boolean isFolder() {
        return key.isEmpty() || key.endsWith("/");
    }

    /** Returns the place below this one, with one slash between. */
    S3Location resolve(String name) {
        return new S3Location(bucket, isFolder() ? key + name : key + "/" + name);
    }

    /** Returns the place that the Python toolkit takes {@code s3://bucket//key} for. */
    S3Location withoutLeadingSlashes() {
        int start = 0;
        while (start < key.length() && key.charAt(start) == '/') {
            start++;
        }
        return new S3Location(bucket, key.substring(start));
    }

    private static JobException wrong(String source, String text, String what) {
        return new JobException(
                ErrorCode.INVALID_CONFIGURATION,
                "'" + source + "' is '" + text + "', which " + what + "; expected " + SCHEME + "bucket/key");
    }

    /** Returns the URI. */
    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
