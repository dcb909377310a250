package io.smcontainers.launcher.output;

import io.smcontainers.launcher.TestJob;
import io.smcontainers.launcher.process.JobSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** A folder that is uploaded into a store of a test's own, with short times. */
final class SyncedFolder {
    /** Short, but longer than a test's thread is likely to be held up between two writes. */
    static final SyncTimes SHORT = new SyncTimes(
            Duration.ofMillis(30),
            Duration.ofMillis(200),
            Duration.ofMillis(5),
            Duration.ofMillis(50),
            Duration.ofMillis(10),
            Duration.ofMillis(40),
            Duration.ofMillis(40),
            Duration.ofMillis(300));

    private final TestJob job;
    private final Path folder;
    private final FolderStore store = new FolderStore();
    private final JobSignals signals = new JobSignals();
    private final IntermediateOutput output;

    SyncedFolder(Path base) throws IOException {
        this(base, SHORT, SyncLimits.USUAL, Duration.ofSeconds(60));
    }

    SyncedFolder(Path base, SyncTimes times, SyncLimits limits, Duration grace) throws IOException {
        this.job = new TestJob(base);
        this.folder = Files.createDirectories(job.layout().outputIntermediateDir());
        this.output = new IntermediateOutput(
                folder,
                new LazyUpload(store, "folder:x", job.build()),
                times,
                new StopDeadline(signals, grace, System::nanoTime),
                limits,
                job.log().log());
    }

    SyncedFolder start() {
        output.start();
        return this;
    }

    void finish() {
        output.finish();
    }

    FolderStore store() {
        return store;
    }

    JobSignals signals() {
        return signals;
    }

    TestJob job() {
        return job;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Writes a file in place. */
    SyncedFolder write(String name, String text) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), text);
        return this;
    }

    /** Writes a file beside the folder and moves it in, which is how careful programs write. */
    SyncedFolder rename(String name, String text) throws IOException {
        Files.createDirectories(path(name).getParent());
        Path draft = Files.createTempFile(job.layout().base(), "draft", "");
        Files.writeString(draft, text);
        Files.move(draft, path(name), StandardCopyOption.ATOMIC_MOVE);
        return this;
    }
}
