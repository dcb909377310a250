package io.smcontainers.store.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file's content while it is sent. Its own errors look different from those of the connection. */
final class FileContent extends FilterInputStream {
    FileContent(InputStream content) {
        super(content);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw new ReadFailure(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw new ReadFailure(e);
        }
    }

    /** The file could not be read. */
    static final class ReadFailure extends IOException {
        private static final long serialVersionUID = 1L;

        private final IOException reason;

        ReadFailure(IOException reason) {
            super(reason.getMessage(), reason);
            this.reason = reason;
        }

        IOException reason() {
            return reason;
        }
    }
}
