package io.smcontainers.store.s3;

import io.smcontainers.spi.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Opens streams where the SDK lets no checked exception through. */
final class FileStreams {
    private FileStreams() {}

    static InputStream open(OutputFile file, long offset, long length) {
        try {
            return file.read(offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
