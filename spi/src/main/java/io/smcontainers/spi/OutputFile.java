package io.smcontainers.spi;

import java.io.InputStream;

/** A file of {@code output/intermediate} that is open for uploading: always the same file, even if its name is given to another. */
public interface OutputFile {
    /** Returns its name below the folder, with slashes between segments: {@code epoch-1/weights.pt}. */
    String relativePath();

    /** Returns its size in bytes when it was opened; what is written behind that is for the next upload. */
    long sizeBytes();

    /**
     * Reads a part of the file. May be called often, and by several threads at a time; nothing is read ahead.
     *
     * @param offset the first byte
     * @param length the number of bytes
     * @return exactly these bytes; reading them fails if somebody cuts the file
     */
    InputStream read(long offset, long length);
}
