package io.smcontainers.launcher.outcome;

/** How a job ended. Decided before any file is written, and nothing that happens while it is told can change it. */
public sealed interface Outcome {
    /** Returns the exit code of {@code train}. */
    int exitCode();

    /** The program ended with exit code 0. */
    record Succeeded() implements Outcome {
        @Override
        public int exitCode() {
            return 0;
        }
    }

    /**
     * The job failed.
     *
     * @param failure why
     */
    record Failed(Failure failure) implements Outcome {
        @Override
        public int exitCode() {
            return failure.exitCode();
        }
    }
}
