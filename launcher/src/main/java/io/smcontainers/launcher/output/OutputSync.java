package io.smcontainers.launcher.output;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a place in step with a folder until it is told to finish. What the watch tells are hints where to look; what counts is
 * which version of each file there is and which was uploaded, and at the end all folders are read once more.
 */
final class OutputSync {
    private static final Duration LONG = Duration.ofHours(1);

    private final Path folder;
    private final SyncTimes times;
    private final SyncReport report;
    private final ChangedFiles changes;
    private final Uploads uploads;
    private final int maxFolders;
    private final CountDownLatch finishing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable FolderWatch watch;

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
        finishing.countDown();
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
            watch();
            finishing.await();
            lastPass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            report.broken(e);
        } finally {
            ended.countDown();
        }
    }

    /** If this breaks, there still is the last pass. */
    private void watch() throws InterruptedException {
        try (FolderWatch opened = FolderWatch.open(maxFolders, why -> report.blind(why, times.rescan()));
                FolderReading reading = new FolderReading(folder, times.rescan(), new Visitor(opened))) {
            watch = opened;
            watch(opened, reading);
        } catch (RuntimeException | Error e) {
            report.broken(e);
        }
    }

    private void watch(FolderWatch opened, FolderReading reading) throws InterruptedException {
        Listener listener = new Listener(reading);
        reading.add(folder);
        long readAllAt = System.nanoTime();
        while (finishing.getCount() > 0) {
            boolean hasMore = reading.read(changes::isFull);
            opened.poll(hasMore ? Duration.ZERO : pause(opened, reading), listener);
            uploads.submit(changes.takeDue(System.nanoTime()));
            if (opened.isBlindFor(folder)
                    && System.nanoTime() - readAllAt >= times.rescan().toNanos()) {
                readAllAt = System.nanoTime();
                reading.add(folder);
            }
        }
    }

    /** Nothing is looked at as long as nothing happens. */
    private Duration pause(FolderWatch opened, FolderReading reading) {
        if (!changes.isIdle() || !reading.isIdle()) {
            return times.tick();
        }
        return opened.isBlindFor(folder) ? times.rescan() : LONG;
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

    private void look(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            changes.note(file, FileVersion.of(attributes), System.nanoTime());
        } else if (attributes.isSymbolicLink()) {
            report.link(changes.relativePath(file));
        }
    }

    /** What the watch tells. */
    private final class Listener implements FolderWatch.Listener {
        private final FolderReading reading;

        Listener(FolderReading reading) {
            this.reading = reading;
        }

        @Override
        public void changed(Path path) {
            if (changes.isFull()) {
                reading.add(folder);
                return;
            }
            try {
                FileVersion.attributes(path).ifPresent(attributes -> {
                    if (attributes.isDirectory()) {
                        reading.add(path);
                    } else {
                        look(path, attributes);
                    }
                });
            } catch (IOException e) {
                report.unreadable(changes.relativePath(path), e);
            }
        }

        @Override
        public void lostTrack(Path lost) {
            reading.add(lost);
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
