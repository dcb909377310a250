package io.smcontainers.launcher.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The beginning of what a program writes. All of it is read, for else the program would wait for us. */
final class BoundedText {
    private static final int MAX_BYTES = 1 << 20;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread thread;

    private BoundedText(String name, InputStream in) {
        thread = new Thread(() -> readAll(in), name);
        thread.setDaemon(true);
    }

    /** Starts to read, in a thread of its own. */
    static BoundedText read(String name, InputStream in) {
        BoundedText text = new BoundedText(name, in);
        text.thread.start();
        return text;
    }

    private void readAll(InputStream in) {
        byte[] buffer = new byte[8192];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (kept) {
                    kept.write(buffer, 0, Math.min(n, MAX_BYTES - kept.size()));
                }
            }
        } catch (IOException e) {
            // The program was killed, and the JDK has closed its pipes.
        }
    }

    /** Waits for the end, and returns what has come by then. */
    String await(Duration limit) throws InterruptedException {
        thread.join(Math.max(1, limit.toMillis()));
        synchronized (kept) {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
