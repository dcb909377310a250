package io.smcontainers.launcher.output;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.OutputStore;
import io.smcontainers.spi.OutputUpload;
import io.smcontainers.spi.TrainingJob;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The way to the destination, opened when the first file needs it: that loads libraries, for which no program should wait. */
final class LazyUpload implements AutoCloseable {
    private final OutputStore store;
    private final String destination;
    private final TrainingJob job;
    private @Nullable OutputUpload opened;

    LazyUpload(OutputStore store, String destination, TrainingJob job) {
        this.store = store;
        this.destination = destination;
        this.job = job;
    }

    /** Returns where it goes to, for people. */
    String destination() {
        return destination;
    }

    synchronized OutputUpload open() throws IOException {
        OutputUpload upload = opened;
        if (upload == null) {
            try {
                upload = store.open(destination, job);
            } catch (LinkageError e) {
                throw new JobException(
                        ErrorCode.INTERNAL, "the store '" + store.id() + "' is incomplete, a jar is missing: " + e, e);
            }
            opened = upload;
        }
        return upload;
    }

    @Override
    public synchronized void close() {
        OutputUpload upload = opened;
        if (upload != null) {
            upload.close();
        }
    }
}
