package io.smcontainers.launcher.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What changes when a file does: its size, the time of its last change, or the file itself if another took its name.
 *
 * @param sizeBytes its size
 * @param modifiedNanos when it was changed, since 1970
 * @param fileKey tells it from any other file of the machine
 */
record FileVersion(long sizeBytes, long modifiedNanos, Object fileKey) {
    private static final Object NO_KEY = "";

    static FileVersion of(BasicFileAttributes attributes) {
        return new FileVersion(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                Objects.requireNonNullElse(attributes.fileKey(), NO_KEY));
    }

    /** Returns the version of a regular file as it is now; empty if there is none of that name. */
    static Optional<FileVersion> of(Path file) throws IOException {
        return attributes(file)
                .filter(BasicFileAttributes::isRegularFile)
                .map((BasicFileAttributes attributes) -> of(attributes));
    }

    /** Returns what there is of that name, be it a link; empty if there is nothing. */
    static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Returns 64 bits that hardly ever are those of another version of the same file. */
    long fingerprint() {
        return mixed(mixed(mixed(sizeBytes) ^ modifiedNanos) ^ fileKey.hashCode());
    }

    /** Spreads a change of any bit over all 64 (the last steps of MurmurHash 3, which is in the public domain). */
    static long mixed(long bits) {
        long mixed = bits;
        mixed = (mixed ^ mixed >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
