package io.smcontainers.launcher;

import io.smcontainers.launcher.process.StopRequest;
import java.util.concurrent.CountDownLatch;

/** Turns the signals that end a JVM (SIGTERM, SIGINT, SIGHUP) into a stop request. */
final class Signals {
    /** What a shell reports of a process that SIGTERM (15) killed. */
    static final int TERMINATED_EXIT_CODE = 128 + 15;

    private Signals() {}

    /**
     * Requests the stop when a signal comes. The JVM then waits for its shutdown hooks, of which this one never ends: the job
     * goes on until its program has ended, and {@link Runtime#halt} then ends the JVM with the job's own exit code.
     */
    static void requestStopOn(StopRequest stop) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop.request();
                            waitForHalt();
                        },
                        "signal"));
    }

    private static void waitForHalt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
