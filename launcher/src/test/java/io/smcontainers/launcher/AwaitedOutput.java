package io.smcontainers.launcher;

import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Keeps what is written, and lets a test wait for it. */
public final class AwaitedOutput extends ByteArrayOutputStream {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Override
    public synchronized void write(int b) {
        super.write(b);
        notifyAll();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        super.write(bytes, offset, length);
        notifyAll();
    }

    /** Returns as soon as the text is there. */
    public synchronized void awaitText(String text) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!text().contains(text)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                fail("'%s' did not come within %s; there is: %s", text, LIMIT, text());
            }
            waitMillis(left / 1_000_000 + 1);
        }
    }

    public String text() {
        return toString(StandardCharsets.UTF_8);
    }

    private synchronized void waitMillis(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted", e);
        }
    }
}
