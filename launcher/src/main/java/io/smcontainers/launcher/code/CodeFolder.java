package io.smcontainers.launcher.code;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.log.JobLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder in which the user's program will run. */
final class CodeFolder {
    private final Path path;
    private final JobLog log;

    private CodeFolder(Path path, JobLog log) {
        this.path = path;
        this.log = log;
    }

    /** Makes the folder, if there is none, and takes away what a fetch that was killed has left in it. */
    static CodeFolder open(Path path, JobLog log) {
        CodeFolder folder = new CodeFolder(path, log);
        try {
            // createDirectories would not take a link to a folder for a folder.
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
            }
            folder.deleteLeftovers();
            return folder;
        } catch (IOException e) {
            throw IoProblem.writing("the code folder " + path, path, e);
        }
    }

    Path path() {
        return path;
    }

    boolean isEmpty() {
        return entries().isEmpty();
    }

    /** Returns what is in the folder, sorted, less what belongs to a fetch. */
    List<Path> entries() {
        try {
            List<Path> entries = FileTrees.children(path);
            entries.removeIf(Staging::isStaging);
            return entries;
        } catch (IOException e) {
            throw IoProblem.reading("the code folder " + path, e);
        }
    }

    /** Returns whether a path leads to this very folder. */
    boolean isAt(Path other) {
        try {
            return Files.isDirectory(other) && Files.isSameFile(other, path);
        } catch (IOException e) {
            throw IoProblem.reading(other.toString(), e);
        }
    }

    /**
     * Makes sure that this folder is not in another, nor the other in this: a copy of the one would have to hold itself.
     *
     * @param source a path that the code is to be copied from
     */
    void requireApartFrom(Path source) {
        if (!Files.isDirectory(source)) {
            return;
        }
        try {
            Path real = source.toRealPath();
            Path own = path.toRealPath();
            if (real.startsWith(own) || own.startsWith(real)) {
                throw new JobException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "sagemaker_submit_directory is " + Quote.of(source.toString()) + ", and the code folder is "
                                + path
                                + "; one of them contains the other; expected a folder beside it, or the code folder itself");
            }
        } catch (IOException e) {
            throw IoProblem.reading(source.toString(), e);
        }
    }

    /** Returns a place for a fetch, on the same file system. */
    Staging stage() {
        try {
            return Staging.in(path, log);
        } catch (IOException e) {
            throw IoProblem.writing("to the code folder " + path, path, e);
        }
    }

    /** A leftover that stays is no reason to fail: the folder may be one that cannot be written to at all. */
    private void deleteLeftovers() throws IOException {
        for (Path entry : FileTrees.children(path)) {
            if (Staging.isStaging(entry)) {
                Staging.delete(entry, log);
            }
        }
    }
}
