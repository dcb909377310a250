package io.smcontainers.launcher.output;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a place in step with a folder until it is told to finish. What the watch tells are hints where to look; what counts is
 * which version of each file there is and which was uploaded, and at the end all folders are read once more.
 */
final class OutputSync {
    /** Between two looks at what changed. */
    private static final int STEPS = 500;

    /** Many folders of which something is not known are best read all together. */
    private static final int MAX_FOLDERS_TO_READ = 100;

    /** The time between readings of all folders, in times of what one takes: the processor is the program's. */
    private static final int READ_ALL_REST = 10;

    private static final Duration LONG = Duration.ofHours(1);

    private final Path folder;
    private final SyncTimes times;
    private final SyncReport report;
    private final ChangedFiles changes;
    private final Uploads uploads;
    private final int maxFolders;
    private final Listener listener = new Listener();
    private final Set<Path> toRead = new LinkedHashSet<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable FolderWatch watch;
    private volatile boolean isFinishing;
    private @Nullable FolderWalk walk;
    private boolean isReadingAll;
    private long startedReading;
    private long readAllAgainAt = System.nanoTime();

    OutputSync(Path folder, SyncTimes times, SyncReport report, ChangedFiles changes, Uploads uploads, int maxFolders) {
        this.folder = folder;
        this.times = times;
        this.report = report;
        this.changes = changes;
        this.uploads = uploads;
        this.maxFolders = maxFolders;
    }

    /** Begins, and returns at once. */
    void start() {
        Thread thread = new Thread(this::run, "output-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks for the last pass, and returns at once. */
    void finish() {
        isFinishing = true;
        FolderWatch open = watch;
        if (open != null) {
            open.close();
        }
    }

    /** Waits for the end of the last pass; returns whether it has ended. */
    boolean awaitEnd(Duration timeout) throws InterruptedException {
        return ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        try {
            watchUntilAskedToFinish();
            lastPass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            report.broken(e);
        } finally {
            ended.countDown();
        }
    }

    private void watchUntilAskedToFinish() throws InterruptedException {
        try (FolderWatch opened = FolderWatch.open(maxFolders, why -> report.blind(why, times.rescan()))) {
            watch = opened;
            toRead.add(folder);
            long read = System.nanoTime();
            while (!isFinishing) {
                boolean hasMore = readFolders(opened);
                opened.poll(hasMore ? Duration.ZERO : pause(opened), listener);
                uploads.submit(changes.takeDue(System.nanoTime()));
                if (opened.isBlindFor(folder)
                        && System.nanoTime() - read >= times.rescan().toNanos()) {
                    read = System.nanoTime();
                    toRead.add(folder);
                }
            }
        } finally {
            closeWalk();
        }
    }

    /** Nothing is looked at as long as nothing happens. */
    private Duration pause(FolderWatch opened) {
        if (!changes.isIdle() || walk != null || !toRead.isEmpty()) {
            return times.tick();
        }
        return opened.isBlindFor(folder) ? times.rescan() : LONG;
    }

    /** Goes on with reading folders, as long as there is room for more files; returns whether it should go on at once. */
    private boolean readFolders(FolderWatch opened) {
        for (int i = 0; i < STEPS && !changes.isFull(); i++) {
            FolderWalk current = walk;
            if (current == null) {
                Optional<Path> next = nextToRead();
                if (next.isEmpty()) {
                    return false;
                }
                walk = new FolderWalk(next.get(), new Visitor(opened));
            } else if (!current.step()) {
                closeWalk();
            }
        }
        return !changes.isFull();
    }

    private Optional<Path> nextToRead() {
        if (toRead.size() > MAX_FOLDERS_TO_READ) {
            toRead.add(folder);
        }
        if (!toRead.contains(folder)) {
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
        return Optional.of(folder);
    }

    private void closeWalk() {
        FolderWalk current = walk;
        if (current != null) {
            current.close();
        }
        walk = null;
        if (isReadingAll) {
            isReadingAll = false;
            long now = System.nanoTime();
            readAllAgainAt = now + Math.min(times.rescan().toNanos(), READ_ALL_REST * (now - startedReading));
        }
    }

    /** The program has ended: whatever is there now, is to be uploaded as it is. */
    private void lastPass() throws InterruptedException {
        uploads.beginLastPass();
        uploads.submit(changes.takeAll());
        try (FolderWalk all = new FolderWalk(folder, new LastVisitor())) {
            while (all.step()) {
                while (changes.isFull() && !uploads.isStopped()) {
                    changes.awaitChange(times.tick());
                }
            }
        }
        while (!changes.isIdle() && !uploads.isStopped()) {
            // What an upload put back that began before the last pass.
            uploads.submit(changes.takeAll());
            changes.awaitChange(times.tick());
        }
        uploads.awaitEnd();
    }

    private void look(Path path) {
        try {
            FileVersion.attributes(path).ifPresent(attributes -> {
                if (attributes.isDirectory()) {
                    toRead.add(path);
                } else {
                    look(path, attributes);
                }
            });
        } catch (IOException e) {
            report.unreadable(changes.relativePath(path), e);
        }
    }

    private void look(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            changes.note(file, FileVersion.of(attributes), System.nanoTime());
        } else if (attributes.isSymbolicLink()) {
            report.link(changes.relativePath(file));
        }
    }

    /** What the watch tells. */
    private final class Listener implements FolderWatch.Listener {
        @Override
        public void changed(Path path) {
            if (changes.isFull()) {
                toRead.add(folder);
            } else {
                look(path);
            }
        }

        @Override
        public void lostTrack(Path lost) {
            toRead.add(lost);
        }
    }

    /** Reads folders that are watched from then on. */
    private class Visitor implements FolderWalk.Visitor {
        private final @Nullable FolderWatch opened;

        Visitor(@Nullable FolderWatch opened) {
            this.opened = opened;
        }

        @Override
        public void folder(Path path) {
            if (opened != null) {
                opened.add(path);
            }
        }

        @Override
        public void file(Path file, BasicFileAttributes attributes) {
            look(file, attributes);
        }

        @Override
        public void unreadable(Path path, IOException why) {
            report.unreadable(changes.relativePath(path), why);
        }
    }

    /** Reads all folders for the last time. */
    private final class LastVisitor extends Visitor {
        LastVisitor() {
            super(null);
        }

        @Override
        public void file(Path file, BasicFileAttributes attributes) {
            if (!attributes.isRegularFile()) {
                super.file(file, attributes);
                return;
            }
            FileVersion version = FileVersion.of(attributes);
            if (changes.startUnlessSent(file, version)) {
                uploads.submit(new Candidate(file, changes.relativePath(file), version, true, 0));
            }
        }
    }
}
