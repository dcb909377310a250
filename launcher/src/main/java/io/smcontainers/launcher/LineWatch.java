package io.smcontainers.launcher;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Tells when a line with a certain text passes through. */
final class LineWatch extends FilterOutputStream {
    private static final int MAX_LINE = 16 * 1024;

    private final String text;
    private final CompletableFuture<Void> seen;
    private final StringBuilder line = new StringBuilder();

    LineWatch(OutputStream out, String text, CompletableFuture<Void> seen) {
        super(out);
        // Line by line as Latin-1, which no cut within a character can break.
        this.text = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        this.seen = seen;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        if (seen.isDone()) {
            return;
        }
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n' || line.length() >= MAX_LINE) {
                line.setLength(0);
            } else {
                line.append((char) (bytes[i] & 0xff));
                if (line.length() >= text.length() && line.indexOf(text, line.length() - text.length()) >= 0) {
                    seen.complete(null);
                    return;
                }
            }
        }
    }
}
