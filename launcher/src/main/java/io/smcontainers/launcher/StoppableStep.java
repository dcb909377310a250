package io.smcontainers.launcher;

import io.smcontainers.launcher.process.JobSignals;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs steps that may take long before there is a program to stop: a download, the wait for other hosts. A stop request ends
 * such a step at once, whatever it waits for: it is interrupted, given a moment to tidy up, and then left behind.
 */
final class StoppableStep {
    /** For deleting what was half fetched. */
    private static final Duration TIDY_UP = Duration.ofSeconds(2);

    private final JobSignals signals;
    private final Duration tidyUp;

    StoppableStep(JobSignals signals) {
        this(signals, TIDY_UP);
    }

    StoppableStep(JobSignals signals, Duration tidyUp) {
        this.signals = signals;
        this.tidyUp = tidyUp;
    }

    /**
     * Runs a step in a thread of its own.
     *
     * @param name of the thread
     * @param step what to do
     * @throws StopRequestedException if a stop was requested before its end
     */
    void run(String name, Step step) {
        requireNoStop();
        CompletableFuture<Void> result = new CompletableFuture<>();
        CompletableFuture<Void> orStop = result.copy();
        Thread thread = new Thread(() -> complete(result, step), name);
        thread.setDaemon(true);
        thread.start();
        JobSignals.Subscription subscription = signals.subscribe(signal -> {
            if (signal.isStop()) {
                orStop.completeExceptionally(new StopRequestedException(signal));
            }
        });
        try (subscription) {
            orStop.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StopRequestedException stop) {
                thread.interrupt();
                awaitTidyUp(result);
                throw stop;
            }
            throw unchecked(e.getCause());
        }
    }

    /** Throws if a stop was requested. */
    void requireNoStop() {
        signals.stopSignal().ifPresent(signal -> {
            throw new StopRequestedException(signal);
        });
    }

    private static void complete(CompletableFuture<Void> result, Step step) {
        try {
            step.run();
            result.complete(null);
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    private void awaitTidyUp(CompletableFuture<?> result) {
        try {
            result.get(tidyUp.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It was interrupted, so it failed; or it waits for what cannot be interrupted, and is left behind.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }

    /** What a step does. */
    @FunctionalInterface
    interface Step {
        /** Does it; an interrupt asks it to give up. */
        void run() throws Exception;
    }
}
