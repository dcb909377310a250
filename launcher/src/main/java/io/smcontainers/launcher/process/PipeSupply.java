package io.smcontainers.launcher.process;

import io.smcontainers.launcher.log.JobLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pipes for one process after the other, the first while there is something else to do. Where they cannot be made, as
 * where nothing may be written, processes get the JDK's.
 */
final class PipeSupply implements AutoCloseable {
    private final Path folder;
    private final OwnChildren children;
    private final JobLog log;
    private @Nullable FutureTask<OutputPipes> first;

    /** A signal that comes before ours are handled ends the JVM while this is at work. */
    private final Thread atShutdown = new Thread(this::close, "output-pipes-end");

    /**
     * Creates a supply, and starts to make the first.
     *
     * @param folder where they are made
     * @param children starts what makes them
     * @param log says why there are none
     */
    PipeSupply(Path folder, OwnChildren children, JobLog log) {
        this.folder = folder;
        this.children = children;
        this.log = log;
        this.first = new FutureTask<>(this::makeUnlessShuttingDown);
        Thread thread = new Thread(first, "output-pipes");
        thread.setDaemon(true);
        thread.start();
    }

    private OutputPipes makeUnlessShuttingDown() throws IOException, InterruptedException {
        // Refused with an IllegalStateException if the JVM is ending already.
        Runtime.getRuntime().addShutdownHook(atShutdown);
        return OutputPipes.make(folder, children);
    }

    /** Returns pipes for one process. */
    synchronized Optional<OutputPipes> take() {
        try {
            FutureTask<OutputPipes> made = first;
            first = null;
            return Optional.of(made == null ? OutputPipes.make(folder, children) : made.get());
        } catch (IOException e) {
            return none(e);
        } catch (ExecutionException e) {
            return none(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<OutputPipes> none(@Nullable Throwable why) {
        log.debug("no pipes of our own, so output of what the program leaves running may be lost: " + why);
        return Optional.empty();
    }

    /** Deletes what nobody took. */
    @Override
    public synchronized void close() {
        if (first != null) {
            take().ifPresent(OutputPipes::close);
        }
    }
}
