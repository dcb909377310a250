package io.smcontainers.launcher.team;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What has arrived of a line of text whose end has not. */
final class LineInput {
    private ByteArrayOutputStream part = new ByteArrayOutputStream();

    /**
     * Takes bytes up to the end of a line, or all.
     *
     * @param maxBytes of a line
     * @return the line, without its end; null if that has not arrived
     * @throws IOException if the line is longer
     */
    @Nullable
    String next(ByteBuffer bytes, int maxBytes) throws IOException {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                return takeLine();
            }
            if (part.size() >= maxBytes) {
                throw new IOException("it sent what is no message of ours");
            }
            part.write(next);
        }
        return null;
    }

    /** Most lines are short, and the room that a long one took is not kept for them. */
    private String takeLine() {
        String line = part.toString(StandardCharsets.UTF_8);
        if (part.size() > TeamMessage.SHORT_BYTES) {
            part = new ByteArrayOutputStream();
        } else {
            part.reset();
        }
        return line;
    }
}
