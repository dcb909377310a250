package io.smcontainers.launcher.output;

import io.smcontainers.core.JobException;
import io.smcontainers.spi.OutputUpload;
import io.smcontainers.spi.Support;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Tries to upload a file, once, and finds out whether what was uploaded is what there is. */
final class FileUpload {
    private final LazyUpload target;
    private final AtomicLong progress;

    /**
     * Creates it.
     *
     * @param target where files go
     * @param progress counts the bytes that are read
     */
    FileUpload(LazyUpload target, AtomicLong progress) {
        this.target = target;
        this.progress = progress;
    }

    /** Tries to upload a file, if it still is in the version that stood still. */
    Attempt attempt(Candidate candidate) {
        try {
            Optional<FileVersion> version = FileVersion.of(candidate.file());
            if (version.isEmpty()) {
                return new Attempt.Gone();
            }
            return candidate.changing() || version.get().equals(candidate.version())
                    ? attempt(candidate, version.get())
                    : new Attempt.Changed(version.get());
        } catch (IOException e) {
            return new Attempt.Failed(reason(e));
        }
    }

    private Attempt attempt(Candidate candidate, FileVersion version) throws IOException {
        if (!isUnicode(candidate.file())) {
            return new Attempt.Unsupported(version, "its name is not valid UTF-8");
        }
        try (OpenedFile file = OpenedFile.open(candidate, progress)) {
            OutputUpload upload = target.open();
            if (upload.supports(file) instanceof Support.No no) {
                return new Attempt.Unsupported(version, no.reason());
            }
            upload.put(file);
            return new Attempt.Sent(version);
        } catch (JobException e) {
            return new Attempt.Refused(e.getMessage());
        } catch (IOException | RuntimeException e) {
            return afterFailure(candidate, version, e);
        }
    }

    /** That a file changed, or went, is as good a reason as any other. */
    private static Attempt afterFailure(Candidate candidate, FileVersion version, Exception failure)
            throws IOException {
        Optional<FileVersion> now = FileVersion.of(candidate.file());
        if (now.isEmpty()) {
            return new Attempt.Gone();
        }
        return now.get().equals(version) ? new Attempt.Failed(reason(failure)) : new Attempt.Changed(now.get());
    }

    /** Bytes that are no UTF-8 cannot be made of the text again. */
    private static boolean isUnicode(Path file) {
        return Path.of(file.toString()).equals(file);
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return failure instanceof FileSystemException || failure instanceof RuntimeException || message == null
                ? failure.toString()
                : message;
    }
}
