package io.smcontainers.store.s3;

/**
 * How a file is cut into parts (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html: at most 10,000 parts of 5 MiB
 * to 5 GiB, but for the last).
 *
 * @param sizeBytes of the file
 * @param partBytes of each part but the last
 */
record PartPlan(long sizeBytes, long partBytes) {
    /** Small enough that not much is lost when one breaks off, large enough that its answer's delay does not count. */
    static final long SMALLEST_BYTES = 32L << 20;

    private static final int MAX_PARTS = 10_000;

    static PartPlan of(long sizeBytes) {
        return new PartPlan(sizeBytes, Math.max(SMALLEST_BYTES, (sizeBytes + MAX_PARTS - 1) / MAX_PARTS));
    }

    int count() {
        return (int) ((sizeBytes + partBytes - 1) / partBytes);
    }

    /** Returns where a part begins; parts have numbers from 1 on. */
    long offset(int number) {
        return (number - 1) * partBytes;
    }

    long length(int number) {
        return Math.min(partBytes, sizeBytes - offset(number));
    }
}
