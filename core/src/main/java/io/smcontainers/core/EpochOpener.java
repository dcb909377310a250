package io.smcontainers.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Opens the FIFO of an epoch: waits until it is there and someone writes to it, but not for ever. */
final class EpochOpener {
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final Channel channel;
    private final int epoch;
    private final Path fifo;
    private final long limitNanos;
    private final long startNanos = System.nanoTime();

    EpochOpener(Channel channel, int epoch, Duration limit) {
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch " + epoch + "; expected 0 for the first pass over the data");
        }
        this.channel = channel;
        this.epoch = epoch;
        this.fifo = channel.pipe(epoch);
        this.limitNanos = TimeUnit.NANOSECONDS.convert(limit);
    }

    /** Returns what errors name: {@code channel 'training', epoch 0}. */
    String source() {
        return "channel '" + channel.name() + "', epoch " + epoch;
    }

    InputStream open() {
        requirePipeMode();
        try {
            return new EpochInputStream(openWhenThere(), fifo);
        } catch (TimeoutException e) {
            throw error(ErrorCode.DEPENDENCY_UNAVAILABLE, tooLate(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw error(ErrorCode.IO_FAILED, "interrupted while waiting for " + fifo, e);
        } catch (AccessDeniedException e) {
            throw error(ErrorCode.PERMISSION_DENIED, fifo + " may not be read by this user", e);
        } catch (IOException e) {
            throw error(ErrorCode.IO_FAILED, "opening " + fifo + " failed: " + e, e);
        }
    }

    private void requirePipeMode() {
        if (!channel.inputMode().equals("Pipe")) {
            throw error(
                    ErrorCode.INVALID_CONFIGURATION,
                    "the channel's TrainingInputMode in inputdataconfig.json is '" + channel.inputMode()
                            + "', so its data are the files in " + channel.path()
                            + "; read those, or create the job with input mode Pipe",
                    null);
        }
    }

    private FileChannel openWhenThere() throws IOException, InterruptedException, TimeoutException {
        for (long pauseMillis = FIRST_PAUSE_MILLIS; ; pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS)) {
            try {
                if (Files.readAttributes(fifo, BasicFileAttributes.class).isDirectory()) {
                    throw new IOException("it is a folder");
                }
                return openWhenWritten();
            } catch (NoSuchFileException e) {
                // Not yet; or no longer, if the service has just removed it.
                if (leftNanos() <= 0) {
                    throw new TimeoutException();
                }
                Thread.sleep(Math.min(pauseMillis, TimeUnit.NANOSECONDS.toMillis(leftNanos()) + 1));
            }
        }
    }

    /**
     * Opens the FIFO. That blocks until someone opens it for writing, and neither an interrupt nor a time limit ends it; so a thread
     * does it that may be left.
     */
    private FileChannel openWhenWritten() throws IOException, InterruptedException, TimeoutException {
        CompletableFuture<FileChannel> opening = new CompletableFuture<>();
        Thread opener = new Thread(() -> open(opening), "open " + fifo.getFileName());
        opener.setDaemon(true);
        opener.start();
        try {
            return opening.get(Math.max(0, leftNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            release(opening);
            throw e;
        }
    }

    private void open(CompletableFuture<FileChannel> opening) {
        try {
            opening.complete(FileChannel.open(fifo, StandardOpenOption.READ));
        } catch (IOException | RuntimeException e) {
            opening.completeExceptionally(e);
        }
    }

    /** Lets a blocked opener go. Opening a FIFO for both never blocks on Linux, and is the writer the opener waits for (fifo(7)). */
    private void release(CompletableFuture<FileChannel> opening) {
        opening.thenAccept(EpochOpener::close);
        try {
            FileChannel both = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
            opening.whenComplete((opened, failure) -> close(both));
        } catch (IOException e) {
            // We may not write to it. Then the opener, a daemon, stays until someone else does.
        }
    }

    private static void close(FileChannel opened) {
        try {
            opened.close();
        } catch (IOException e) {
            // Nobody has read from it.
        }
    }

    private long leftNanos() {
        return limitNanos - (System.nanoTime() - startNanos);
    }

    private String tooLate() {
        String waited = "waited " + TimeUnit.NANOSECONDS.toMillis(limitNanos) / 1000.0 + " s for " + fifo;
        String found = Files.exists(fifo)
                ? ", which is there, but nobody writes to it"
                : Files.isDirectory(channel.path())
                        ? ", which is not there, while " + channel.path() + " is a folder, as in File mode"
                        : ", which is not there";
        return waited + found + "; expected a FIFO, made by the service for a channel whose TrainingInputMode is Pipe."
                + " Read epochs in order from 0, each once, and close one before the next is opened";
    }

    private JobException error(ErrorCode code, String message, @Nullable Exception cause) {
        return new JobException(code, source() + ": " + message, cause);
    }
}
