package io.smcontainers.launcher;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.code.FileTrees;
import io.smcontainers.launcher.log.JobLog;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder of a team on this host. Its name can be worked out, as the leader must know it, so it must be nobody else's: it is
 * made for its owner alone, and one of another owner is refused.
 */
final class TeamFolder implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final JobLog log;

    private TeamFolder(Path folder, JobLog log) {
        this.folder = folder;
        this.log = log;
    }

    /** Makes the folder anew: a job that was killed in this container may have left one. */
    static TeamFolder open(Path folder, JobLog log) {
        try {
            make(folder);
            return new TeamFolder(folder, log);
        } catch (IOException e) {
            throw new JobException(
                    ErrorCode.IO_FAILED,
                    "the folder " + folder + ", which the hosts of the job need, cannot be made: " + e,
                    e);
        }
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, OURS_ALONE);
        } catch (FileAlreadyExistsException e) {
            String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !owner.equals(Files.getOwner(Path.of("/proc/self")).getName())) {
                throw new IOException("it is there already, and belongs to " + owner, e);
            }
            FileTrees.delete(folder);
            Files.createDirectory(folder, OURS_ALONE);
        }
    }

    @Override
    public void close() {
        try {
            FileTrees.delete(folder);
        } catch (IOException e) {
            log.warn("the folder " + folder + " stays behind: " + e);
        }
    }
}
