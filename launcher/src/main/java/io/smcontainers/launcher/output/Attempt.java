package io.smcontainers.launcher.output;

/** What came of one try to upload a file. */
sealed interface Attempt {
    /**
     * It has been uploaded.
     *
     * @param version which was uploaded
     */
    record Sent(FileVersion version) implements Attempt {}

    /**
     * It was not tried, or failed because the file changed.
     *
     * @param version of the file now
     */
    record Changed(FileVersion version) implements Attempt {}

    /** There is no such file any more. */
    record Gone() implements Attempt {}

    /**
     * It failed, and may work another time.
     *
     * @param reason why
     */
    record Failed(String reason) implements Attempt {}

    /**
     * The destination will refuse all files.
     *
     * @param reason why
     */
    record Refused(String reason) implements Attempt {}

    /**
     * The destination cannot store this file.
     *
     * @param version which it was asked about
     * @param reason why
     */
    record Unsupported(FileVersion version, String reason) implements Attempt {}
}
