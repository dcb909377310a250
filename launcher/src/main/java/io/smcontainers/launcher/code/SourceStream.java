package io.smcontainers.launcher.code;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * An archive's bytes as they arrive. Remembers what went wrong here, so that a broken connection or disk is not taken for a
 * damaged archive, and leaves closing to the caller.
 */
final class SourceStream extends FilterInputStream {
    private @Nullable IOException ioFailure;
    private @Nullable RuntimeException failure;

    SourceStream(InputStream source) {
        super(source);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            ioFailure = e;
            throw e;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /** Throws what went wrong, if anything did. */
    void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (ioFailure != null) {
            throw ioFailure;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {}
}
