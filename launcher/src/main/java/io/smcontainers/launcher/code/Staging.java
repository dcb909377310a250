package io.smcontainers.launcher.code;

import io.smcontainers.launcher.log.JobLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A folder inside the code folder that a fetch works in: what arrives lands in {@code new}, what it takes the place of is put
 * into {@code old}. It lies inside because only there is it sure to be on the same file system, and all of it goes at the end.
 */
final class Staging implements AutoCloseable {
    private static final String PREFIX = ".fetching-";
    private static final int RANDOM_DIGITS = 16;

    private final Path folder;
    private final JobLog log;
    private boolean kept;

    private Staging(Path folder, JobLog log) {
        this.folder = folder;
        this.log = log;
    }

    /** Returns whether a path is such a folder, by its name. */
    static boolean isStaging(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(PREFIX) && name.length() == PREFIX.length() + RANDOM_DIGITS && FileTrees.isFolder(path);
    }

    static Staging in(Path codeDir, JobLog log) throws IOException {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path folder = Files.createDirectory(codeDir.toRealPath().resolve(PREFIX + random));
        Staging staging = new Staging(folder, log);
        try {
            Files.createDirectory(staging.incoming());
            Files.createDirectory(staging.displaced());
            return staging;
        } catch (IOException e) {
            staging.close();
            throw e;
        }
    }

    /** Deletes such a folder; a warning says so if that fails. */
    static void delete(Path folder, JobLog log) {
        try {
            FileTrees.delete(folder);
        } catch (IOException e) {
            log.warn("cannot delete " + folder + ", which is of no use any more: " + e);
        }
    }

    /** Returns the folder for what arrives. */
    Path incoming() {
        return folder.resolve("new");
    }

    /** Returns the folder for what is in the way of what arrives. */
    Path displaced() {
        return folder.resolve("old");
    }

    /** Leaves everything where it is, because what was in the code folder is in here and could not be put back. */
    void keep() {
        log.error("what was in the code folder is in " + displaced());
        kept = true;
    }

    @Override
    public void close() {
        if (!kept) {
            delete(folder, log);
        }
    }
}
