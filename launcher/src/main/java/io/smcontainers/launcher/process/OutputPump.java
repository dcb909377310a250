package io.smcontainers.launcher.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Carries a child's output to ours, byte for byte and without waiting for line ends, and keeps its tail. If ours cannot be
 * written any more, it goes on reading: a child must not hang because nobody listens.
 */
final class OutputPump {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int TAIL_BYTES = 1024 * 1024;

    private final Supplier<InputStream> source;
    private final Runnable onHeld;
    private final OutputStream to;
    private final OutputTail tail = new OutputTail(TAIL_BYTES);
    private final Thread thread;

    private OutputPump(String name, Supplier<InputStream> source, Runnable onHeld, OutputStream to) {
        this.source = source;
        this.onHeld = onHeld;
        this.to = to;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /**
     * Starts a pump.
     *
     * @param name of its thread
     * @param source where to read, closed at its end; called in the pump's own thread
     * @param onHeld called in that thread as soon as the stream is held, so that nothing of it can be lost
     * @param to where to write
     */
    static OutputPump start(String name, Supplier<InputStream> source, Runnable onHeld, OutputStream to) {
        OutputPump pump = new OutputPump(name, source, onHeld, to);
        pump.thread.start();
        return pump;
    }

    /**
     * Starts a pump.
     *
     * @param name of its thread
     * @param source where to read; closed at its end
     * @param to where to write
     */
    static OutputPump start(String name, InputStream source, OutputStream to) {
        return start(name, () -> source, () -> {}, to);
    }

    /** Waits for the end of the output; a grandchild may hold it open for longer than anyone wants to wait. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        thread.join(Math.max(1, limit.toMillis()));
        return !thread.isAlive();
    }

    String tail() {
        return tail.text();
    }

    /**
     * Holds the stream's lock all the time: if it is the JDK's, it is closed under this lock when the process ends, and what a
     * grandchild writes afterwards would be lost (see {@link OutputPipes}).
     */
    private void run() {
        InputStream from = source.get();
        synchronized (from) {
            onHeld.run();
            carry(from);
        }
        flush();
    }

    private void carry(InputStream from) {
        byte[] buffer = new byte[BUFFER_BYTES];
        boolean writable = true;
        try (from) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                tail.append(buffer, count);
                writable = writable && write(buffer, count);
            }
        } catch (IOException e) {
            // The child's end is gone, which is the end of its output.
        }
    }

    private boolean write(byte[] buffer, int count) {
        try {
            to.write(buffer, 0, count);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void flush() {
        try {
            to.flush();
        } catch (IOException e) {
            // Nobody listens any more.
        }
    }
}
