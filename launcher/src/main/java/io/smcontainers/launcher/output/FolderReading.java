package io.smcontainers.launcher.output;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Which folders are to be read, and how far that is; a bit at a time, so that who reads can look at other things, too. */
final class FolderReading implements AutoCloseable {
    /** Between two looks at other things. */
    private static final int STEPS = 500;

    /** Many folders of which something is not known are best read all together. */
    private static final int MAX_FOLDERS = 100;

    /** The time between readings of all folders, in times of what one takes: the processor is the program's. */
    private static final int REST = 10;

    private final Path root;
    private final long longestRestNanos;
    private final FolderWalk.Visitor visitor;
    private final Set<Path> toRead = new LinkedHashSet<>();
    private @Nullable FolderWalk walk;
    private boolean isReadingAll;
    private long startedReading;
    private long readAllAgainAt = System.nanoTime();

    /**
     * Creates it with nothing to be read.
     *
     * @param root above all folders
     * @param longestRest between two readings of all folders, if there is reason for both
     * @param visitor is told what there is
     */
    FolderReading(Path root, Duration longestRest, FolderWalk.Visitor visitor) {
        this.root = root;
        this.longestRestNanos = longestRest.toNanos();
        this.visitor = visitor;
    }

    /** Has a folder read with all below it, from its beginning on, if it is being read just now. */
    void add(Path folder) {
        toRead.add(folder);
    }

    /** Returns whether there is nothing to be read. */
    boolean isIdle() {
        return walk == null && toRead.isEmpty();
    }

    /**
     * Goes on.
     *
     * @param isFull whether whoever is told has no room for more
     * @return whether to go on at once
     */
    boolean read(BooleanSupplier isFull) {
        for (int i = 0; i < STEPS; i++) {
            if (isFull.getAsBoolean()) {
                return false;
            }
            FolderWalk current = walk;
            if (current == null) {
                Optional<Path> next = next();
                if (next.isEmpty()) {
                    return false;
                }
                walk = new FolderWalk(next.get(), visitor);
            } else if (!current.step()) {
                close();
            }
        }
        return true;
    }

    private Optional<Path> next() {
        if (toRead.size() > MAX_FOLDERS) {
            toRead.add(root);
        }
        if (!toRead.contains(root)) {
            Optional<Path> next = toRead.stream().findFirst();
            next.ifPresent(toRead::remove);
            return next;
        }
        if (System.nanoTime() - readAllAgainAt < 0) {
            return Optional.empty();
        }
        toRead.clear();
        isReadingAll = true;
        startedReading = System.nanoTime();
        return Optional.of(root);
    }

    /** Leaves the folder that is being read. */
    @Override
    public void close() {
        FolderWalk current = walk;
        if (current != null) {
            current.close();
        }
        walk = null;
        if (isReadingAll) {
            isReadingAll = false;
            long now = System.nanoTime();
            readAllAgainAt = now + Math.min(longestRestNanos, REST * (now - startedReading));
        }
    }
}
