package io.smcontainers.launcher.output;

import java.nio.file.Path;

/**
 * A file that is to be uploaded.
 *
 * @param file the file
 * @param relativePath its name below the folder
 * @param version the version that stood still, or stood still long enough
 * @param changing whether it is uploaded though it may be changing
 * @param failedAttempts how often that failed
 */
record Candidate(Path file, String relativePath, FileVersion version, boolean changing, int failedAttempts) {
    Candidate withVersion(FileVersion other) {
        return new Candidate(file, relativePath, other, changing, failedAttempts);
    }

    Candidate afterFailure() {
        return new Candidate(file, relativePath, version, changing, failedAttempts + 1);
    }
}
