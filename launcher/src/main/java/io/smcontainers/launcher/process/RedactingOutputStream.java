package io.smcontainers.launcher.process;

import io.smcontainers.launcher.log.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Takes secrets out of a text stream. Holds back an unfinished line, for a secret may be cut in two. */
final class RedactingOutputStream extends FilterOutputStream {
    /** A line longer than this is let through in pieces. */
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private final Redactor redactor;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    RedactingOutputStream(OutputStream out, Redactor redactor) {
        super(out);
        this.redactor = redactor;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        line.write(b);
        if (b == '\n' || b == '\r' || line.size() >= MAX_LINE_BYTES) {
            writeLine();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    /** Ends the last line too. */
    @Override
    public synchronized void flush() throws IOException {
        writeLine();
        out.flush();
    }

    private void writeLine() throws IOException {
        if (line.size() > 0) {
            // Latin-1 gives each byte a character of its own, so that what is not UTF-8, or cut within a character,
            // survives.
            out.write(
                    redactor.redact(line.toString(StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1));
            line.reset();
        }
    }
}
