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
     * @param exitCode never 0
     * @param text what goes into the failure file; its first 1024 characters reach the user
     */
    record Failed(int exitCode, String text) implements Outcome {
        /** Refuses a failure that would look like a success. */
        public Failed {
            if (exitCode == 0) {
                throw new IllegalArgumentException("a failure has an exit code");
            }
        }
    }
}
