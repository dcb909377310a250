package io.smcontainers.launcher.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether the platform or the user wants the job to stop: SageMaker sends SIGTERM, a terminal SIGINT. Whoever waits, waits
 * here, and so wakes at once.
 */
public final class StopRequest {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final List<Runnable> listeners = new ArrayList<>();

    /** Returns whether a stop was requested. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Requests the stop. Listeners run in the calling thread; asking again does nothing. */
    public void request() {
        List<Runnable> toRun;
        synchronized (this) {
            if (isRequested()) {
                return;
            }
            requested.countDown();
            toRun = List.copyOf(listeners);
        }
        toRun.forEach(Runnable::run);
    }

    /** Runs something once a stop is requested, at once if it was already. */
    public void onRequest(Runnable listener) {
        synchronized (this) {
            if (!isRequested()) {
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }

    /** Forgets a listener. */
    public synchronized void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /**
     * Waits until a stop is requested, but not longer than told.
     *
     * @return whether a stop was requested
     */
    public boolean await(Duration limit) {
        try {
            return requested.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
