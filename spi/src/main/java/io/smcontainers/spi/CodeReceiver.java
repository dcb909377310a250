package io.smcontainers.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Takes the user's code from a {@link CodeStore} and puts it into the code folder, safely: nothing is ever written outside it,
 * and nothing is left of a fetch that fails.
 */
public interface CodeReceiver {
    /**
     * Takes one file.
     *
     * @param name its path relative to the code folder, with {@code /} between segments
     * @param executable whether it gets run bits
     * @param content its bytes, read to the end; the caller closes the stream
     * @throws IOException if reading or writing fails
     * @throws io.smcontainers.core.JobException if the name leads out of the code folder
     */
    void file(String name, boolean executable, InputStream content) throws IOException;

    /**
     * Takes a folder, which a program may count on even if it is empty. The folders of files need not be told.
     *
     * @param name its path relative to the code folder
     * @throws IOException if it cannot be made
     * @throws io.smcontainers.core.JobException if the name leads out of the code folder
     */
    void folder(String name) throws IOException;

    /**
     * Takes an archive and unpacks it, a tar archive while it arrives. What it is its first bytes tell: tar, with gzip or
     * without, or zip.
     *
     * @param name the archive's file name, for messages
     * @param content its bytes, read to the end; the caller closes the stream
     * @throws IOException if reading or writing fails
     * @throws io.smcontainers.core.JobException naming archive and member, if the archive is damaged or unsafe
     */
    void archive(String name, InputStream content) throws IOException;

    /**
     * Returns whether a file is an archive to be unpacked, by the ending of its name: {@code .tar.gz}, {@code .tgz},
     * {@code .tar} or {@code .zip}.
     *
     * @param name a file name
     */
    static boolean isArchive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".tar.gz") || lower.endsWith(".tgz") || lower.endsWith(".tar") || lower.endsWith(".zip");
    }
}
