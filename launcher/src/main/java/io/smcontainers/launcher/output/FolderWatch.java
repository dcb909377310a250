package io.smcontainers.launcher.output;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells what changes in folders, by the JDK's watch service, which is inotify on Linux. Where that has come to a limit of the
 * system or of ours it is blind: the folders beyond are not watched, and have to be read now and then.
 */
final class FolderWatch implements AutoCloseable {
    /** Then whoever polls has a chance to do something else. */
    private static final int MAX_FOLDERS_A_POLL = 1_000;

    private final @Nullable WatchService service;
    private final int maxFolders;
    private final Consumer<String> warning;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A key knows only the path that its folder had when it was first watched; folders are renamed. */
    private final Map<WatchKey, Path> folders = new HashMap<>();

    private final Map<Path, WatchKey> keys = new HashMap<>();
    private boolean blind;

    private FolderWatch(@Nullable WatchService service, int maxFolders, Consumer<String> warning) {
        this.service = service;
        this.maxFolders = maxFolders;
        this.warning = warning;
    }

    /**
     * Opens a watch of no folder.
     *
     * @param maxFolders how many it may watch at most
     * @param warning told once why it is blind
     */
    static FolderWatch open(int maxFolders, Consumer<String> warning) {
        try {
            return new FolderWatch(FileSystems.getDefault().newWatchService(), maxFolders, warning);
        } catch (IOException e) {
            FolderWatch watch = new FolderWatch(null, maxFolders, warning);
            watch.goBlind("the system watches no more folders (" + e.getMessage() + ")");
            return watch;
        }
    }

    /** Watches a folder from now on, but not those in it. */
    void add(Path folder) {
        if (service == null) {
            return;
        }
        if (folders.size() >= maxFolders && !keys.containsKey(folder)) {
            goBlind("there are more than " + maxFolders + " folders");
            return;
        }
        try {
            WatchKey key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            folders.put(key, folder);
            keys.put(folder, key);
        } catch (NoSuchFileException | NotDirectoryException | ClosedWatchServiceException e) {
            // There is nothing to watch, or nobody to tell.
        } catch (IOException e) {
            goBlind("the system watches no more folders (" + e.getMessage() + ")");
        }
    }

    /** Returns whether there may be changes below a folder that it does not tell of: also if that itself is gone. */
    boolean isBlindFor(Path folder) {
        return blind || !keys.containsKey(folder);
    }

    private void goBlind(String why) {
        if (!blind) {
            blind = true;
            warning.accept(why);
        }
    }

    /** Waits for changes, and tells of all there are; returns at once if it is closed. */
    void poll(Duration timeout, Listener listener) throws InterruptedException {
        if (service == null) {
            closed.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return;
        }
        try {
            WatchKey key = service.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            for (int i = 0; key != null && i < MAX_FOLDERS_A_POLL; i++) {
                tell(key, listener);
                key = i + 1 < MAX_FOLDERS_A_POLL ? service.poll() : null;
            }
        } catch (ClosedWatchServiceException e) {
            // Who closed it knows.
        }
    }

    private void tell(WatchKey key, Listener listener) {
        Path folder = folders.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (folder == null) {
                continue;
            }
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                listener.lostTrack(folder);
            } else if (event.context() instanceof Path name) {
                tell(event, folder.resolve(name), listener);
            }
        }
        if (!key.reset() && folder != null) {
            folders.remove(key);
            keys.remove(folder, key);
        }
    }

    private void tell(WatchEvent<?> event, Path path, Listener listener) {
        if (event.kind() == StandardWatchEventKinds.ENTRY_DELETE) {
            forget(path);
        } else {
            listener.changed(path);
        }
    }

    /** A folder that was moved elsewhere is watched on, if nobody says otherwise. */
    private void forget(Path path) {
        WatchKey key = keys.remove(path);
        // Perhaps it is known by its new name already.
        if (key != null && path.equals(folders.get(key))) {
            folders.remove(key);
            key.cancel();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (service != null) {
                service.close();
            }
        } catch (IOException e) {
            // There is nothing left to be told.
        }
    }

    /** Is told of changes. */
    interface Listener {
        /** Something is there that was not, or that has changed: a file, a folder, or anything else. */
        void changed(Path path);

        /** More has changed in a folder, and perhaps below it, than could be kept. */
        void lostTrack(Path folder);
    }
}
