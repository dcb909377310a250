package io.smcontainers.core;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What a test does beside itself, in a thread that it can watch and interrupt. */
final class BackgroundTask<T> {
    private final FutureTask<T> task;
    private final Thread thread;
    private volatile boolean interruptedAtItsEnd;

    private BackgroundTask(Callable<T> body) {
        task = new FutureTask<>(() -> {
            try {
                return body.call();
            } finally {
                interruptedAtItsEnd = Thread.currentThread().isInterrupted();
            }
        });
        thread = new Thread(task, "beside the test");
        thread.setDaemon(true);
    }

    static <T> BackgroundTask<T> start(Callable<T> body) {
        BackgroundTask<T> task = new BackgroundTask<>(body);
        task.thread.start();
        return task;
    }

    T result() throws InterruptedException, ExecutionException {
        return task.get();
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean wasInterruptedAtItsEnd() {
        return interruptedAtItsEnd;
    }

    void awaitState(Thread.State state) throws InterruptedException, ExecutionException {
        while (thread.getState() != state) {
            if (task.isDone()) {
                throw new AssertionError("ended early with " + result());
            }
            Thread.onSpinWait();
        }
    }
}
