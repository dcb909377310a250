package io.smcontainers.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads that wait for S3. A thread that reads from a socket cannot be interrupted; the one that waits for it here can, and
 * leaves it behind. That is also the last resort against a server, or a look-up of a name, that never comes to an end.
 */
final class Workers implements AutoCloseable {
    /** Beyond the limits of a request itself, which a thread in a system call may notice late. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "s3");
        thread.setDaemon(true);
        return thread;
    });
    private final Duration patience;

    /**
     * Creates workers, which start when there is work.
     *
     * @param patience how long nothing may arrive
     */
    Workers(Duration patience) {
        this.patience = patience.plus(MARGIN);
    }

    /**
     * Does something in another thread and waits for its end.
     *
     * @throws IOException if the work does, or if this thread is interrupted
     */
    <T> T call(Callable<T> work) throws IOException {
        Future<T> result = threads.submit(work);
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            result.cancel(true);
            throw tooLate();
        } catch (InterruptedException e) {
            result.cancel(true);
            throw interrupted();
        }
    }

    /** Returns a stream that is read in another thread, as far ahead as a number of buffers allows. */
    ReadAhead readAhead(InputStream source, int buffers) {
        ReadAhead stream = new ReadAhead(source, buffers, this);
        stream.startIn(threads);
        return stream;
    }

    Duration patience() {
        return patience;
    }

    IOException tooLate() {
        return new IOException("S3 did not answer within " + patience.toSeconds() + " s");
    }

    static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }

    /** Returns the failure of a thread, or throws it if it may be thrown unchecked. */
    static IOException failure(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IOException io ? io : new IOException(failure);
    }

    /** Leaves nothing running, but for what waits for a socket. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
