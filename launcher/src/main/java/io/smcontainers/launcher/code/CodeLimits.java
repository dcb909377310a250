package io.smcontainers.launcher.code;

import io.smcontainers.core.Digits;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.TrainingJob;

/**
 * How much a job's code may be. Limits are there for the archive that is small on S3 and endless when unpacked, which would
 * otherwise end the job with a full disk and no word about why.
 *
 * @param maxBytes of all files together
 * @param maxEntries files, folders and links together
 */
record CodeLimits(long maxBytes, long maxEntries) {
    static final String VARIABLE = "SAGEMAKER_CODE_MAX_BYTES";

    /**
     * Code with a Python environment and a large model packed into it stays well below; and it leaves room on the 30 GB volume
     * that SageMaker gives a job that asks for no other.
     */
    static final long DEFAULT_MAX_BYTES = 20L << 30;

    /** Five times the largest Python environments; far below what a file system has in inodes. */
    static final long DEFAULT_MAX_ENTRIES = 1_000_000;

    /**
     * Returns the limits of a job.
     *
     * @throws JobException if the environment variable that sets them is not a number of bytes
     */
    static CodeLimits of(TrainingJob job) {
        long maxBytes = job.variable(VARIABLE).map(CodeLimits::bytes).orElse(DEFAULT_MAX_BYTES);
        return new CodeLimits(maxBytes, DEFAULT_MAX_ENTRIES);
    }

    private static long bytes(String text) {
        // Eighteen digits always fit into a long, and an exabyte is no limit any more.
        if (!Digits.isNumber(text.strip(), 18)) {
            throw new JobException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "environment variable " + VARIABLE + " is " + Quote.of(text)
                            + "; expected a number of bytes, such as " + DEFAULT_MAX_BYTES);
        }
        return Long.parseLong(text.strip());
    }
}
