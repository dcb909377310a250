package io.smcontainers.launcher.code;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.spi.CodeReceiver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Hands over all that is in a folder, links as what they point at: what Python's {@code shutil.copytree} does. */
final class FolderCopy extends SimpleFileVisitor<Path> {
    private final Path source;
    private final CodeReceiver receiver;
    private final JobLog log;

    FolderCopy(Path source, CodeReceiver receiver, JobLog log) {
        this.source = source;
        this.receiver = receiver;
        this.log = log;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        // A link may lead to the code folder, and from there to where this very copy goes.
        if (Staging.isStaging(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        receiver.folder(nameOf(folder));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isRegularFile()) {
            try (InputStream content = Files.newInputStream(file)) {
                receiver.file(nameOf(file), LocalCodeStore.isExecutable(file), content);
            }
        } else if (attributes.isSymbolicLink()) {
            // Whoever opens it finds nothing, with the link as without it.
            log.warn("not copied: " + file + ", a link to " + Files.readSymbolicLink(file) + ", which does not exist");
        } else {
            log.warn("not copied: " + file + ", which is a FIFO, a socket or a device");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof FileSystemLoopException) {
            throw new JobException(
                    ErrorCode.DOWNLOAD_FAILED,
                    "sagemaker_submit_directory is " + Quote.of(source.toString()) + ", where " + file
                            + " is a link to a folder that it lies in; a copy would never end",
                    failure);
        }
        throw failure;
    }

    private String nameOf(Path path) {
        return source.relativize(path).toString();
    }
}
