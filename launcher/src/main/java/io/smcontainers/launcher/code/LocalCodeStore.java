package io.smcontainers.launcher.code;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.spi.CodeReceiver;
import io.smcontainers.spi.CodeRequest;
import io.smcontainers.spi.CodeStore;
import io.smcontainers.spi.Support;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;

/** Code that lies on this machine already: a folder, an archive, or any other single file. */
public final class LocalCodeStore implements CodeStore {
    private final JobLog log;

    /**
     * Creates a store.
     *
     * @param log is told what in a folder cannot be copied
     */
    public LocalCodeStore(JobLog log) {
        this.log = log;
    }

    @Override
    public String id() {
        return "local";
    }

    /** Says yes to absolute paths and {@code file://} URIs. */
    @Override
    public Support supports(String location) {
        try {
            LocalPlace.of(location);
            return Support.yes();
        } catch (Refusal e) {
            return Support.no(Quote.of(location) + " " + e.getMessage());
        }
    }

    /** Copies a folder's content, following all links; unpacks an archive; copies any other file under its own name. */
    @Override
    public void fetch(CodeRequest request, CodeReceiver receiver) throws IOException {
        String location = request.location();
        Path source = LocalPlace.find(location).orElseThrow(() -> failed(location, "is not a place on this machine"));
        if (Files.isDirectory(source)) {
            Files.walkFileTree(
                    source,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new FolderCopy(source, receiver, log));
        } else if (Files.isRegularFile(source)) {
            fetchFile(source, receiver);
        } else {
            throw failed(location, whyNot(source));
        }
    }

    private static void fetchFile(Path file, CodeReceiver receiver) throws IOException {
        String name = file.getFileName().toString();
        try (InputStream content = Files.newInputStream(file)) {
            if (CodeReceiver.isArchive(name)) {
                receiver.archive(name, content);
            } else {
                receiver.file(name, isExecutable(file), content);
            }
        }
    }

    static boolean isExecutable(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
    }

    private static String whyNot(Path source) {
        if (Files.exists(source)) {
            return "is neither a folder nor a file";
        }
        Path parent = source;
        while (!Files.exists(parent)) {
            parent = parent.getParent();
        }
        return "does not exist; what does is " + parent;
    }

    private static JobException failed(String location, String reason) {
        return new JobException(
                ErrorCode.DOWNLOAD_FAILED, "sagemaker_submit_directory is " + Quote.of(location) + ", which " + reason);
    }
}
