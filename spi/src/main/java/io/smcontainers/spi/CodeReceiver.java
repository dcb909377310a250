package io.smcontainers.spi;

import java.io.IOException;
import java.io.InputStream;

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
     * Takes an archive and unpacks it while it arrives.
     *
     * @param name the archive's file name, whose ending tells the format ({@code .tar.gz}, {@code .tgz}, {@code .tar})
     * @param content its bytes, read to the end; the caller closes the stream
     * @throws IOException if reading or writing fails
     * @throws io.smcontainers.core.JobException naming archive and member, if the archive is damaged or unsafe
     */
    void archive(String name, InputStream content) throws IOException;
}
