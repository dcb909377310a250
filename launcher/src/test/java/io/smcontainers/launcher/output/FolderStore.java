package io.smcontainers.launcher.output;

import static org.assertj.core.api.Assertions.fail;

import io.smcontainers.spi.OutputFile;
import io.smcontainers.spi.OutputStore;
import io.smcontainers.spi.OutputUpload;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what is uploaded in memory, and lets a test wait for it, or step in. */
final class FolderStore implements OutputStore, OutputUpload {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Map<String, byte[]> stored = new TreeMap<>();
    private final List<String> uploads = new ArrayList<>();
    private volatile Step before = file -> {};
    private volatile Step after = file -> {};
    private volatile boolean closed;

    /** Sets what happens before a file is read; it may throw. */
    FolderStore before(Step step) {
        before = step;
        return this;
    }

    /** Sets what happens when a file has been read, but is not stored yet. */
    FolderStore after(Step step) {
        after = step;
        return this;
    }

    @Override
    public String id() {
        return "folder";
    }

    @Override
    public Support supports(String destination) {
        return destination.startsWith("folder:") ? Support.yes() : Support.no("not a folder");
    }

    @Override
    public OutputUpload open(String destination, TrainingJob job) {
        return this;
    }

    @Override
    public Support supports(OutputFile file) {
        return file.relativePath().length() < 100 ? Support.yes() : Support.no("its name is too long");
    }

    @Override
    public void put(OutputFile file) throws IOException {
        before.happen(file);
        byte[] content;
        try (InputStream in = file.read(0, file.sizeBytes())) {
            content = in.readAllBytes();
        }
        after.happen(file);
        synchronized (this) {
            stored.put(file.relativePath(), content);
            uploads.add(file.relativePath());
            notifyAll();
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns the names of all uploads, in order. */
    synchronized List<String> uploads() {
        return List.copyOf(uploads);
    }

    /** Returns what there is, by name. */
    synchronized Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        stored.forEach((name, bytes) -> content.put(name, new String(bytes, StandardCharsets.UTF_8)));
        return content;
    }

    /** Returns as soon as a file is there with that content. */
    synchronized void await(String name, String text) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!text.equals(content().get(name))) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                fail("'%s' was not uploaded with '%s'; there is %s", name, text, content());
            }
            wait(left / 1_000_000 + 1);
        }
    }

    /** Something a test does in the middle of an upload. */
    @FunctionalInterface
    interface Step {
        void happen(OutputFile file) throws IOException;
    }
}
