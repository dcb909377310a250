package io.smcontainers.launcher.command;

/**
 * One thing that {@code train doctor} looked at.
 *
 * @param status whether it is in order
 * @param subject what was looked at, in one word
 * @param finding what was found, and what that means for a job
 */
record Check(Status status, String subject, String finding) {
    /** Whether a thing is in order. */
    enum Status {
        /** In order. */
        OK,
        /** Some jobs cannot run, or not as well. */
        WARN,
        /** No job can run. */
        FAIL
    }

    static Check ok(String subject, String finding) {
        return new Check(Status.OK, subject, finding);
    }

    static Check warn(String subject, String finding) {
        return new Check(Status.WARN, subject, finding);
    }

    static Check fail(String subject, String finding) {
        return new Check(Status.FAIL, subject, finding);
    }
}
