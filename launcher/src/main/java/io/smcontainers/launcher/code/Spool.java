package io.smcontainers.launcher.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file for what has to be there as a whole before it can be read.
 *
 * @param file where; nothing is there
 * @param maxBytes how much it may be
 */
record Spool(Path file, long maxBytes) {
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Writes it.
     *
     * @throws IOException if the content does not arrive
     * @throws Refusal if it is too much
     * @throws io.smcontainers.core.JobException if it cannot be written
     */
    void write(InputStream content) throws IOException, Refusal {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = maxBytes;
        try (OutputStream out = writing(() -> Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                left -= count;
                if (left < 0) {
                    throw new Refusal(
                            "has more than the " + maxBytes + " bytes that code may have; if it really is that large,"
                                    + " set environment variable " + CodeLimits.VARIABLE);
                }
                int length = count;
                writing(() -> {
                    out.write(buffer, 0, length);
                    return out;
                });
            }
        }
    }

    private <T> T writing(IoProblem.Writing<T> writing) throws Refusal {
        return IoProblem.whileWriting("the archive to " + file, file.getParent(), writing);
    }
}
