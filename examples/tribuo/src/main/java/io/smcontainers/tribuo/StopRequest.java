package io.smcontainers.tribuo;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * SIGTERM, as SageMaker sends it when a job is stopped: 120 seconds later it kills. Java has no API for signals, but a JVM
 * that gets this one runs its shutdown hooks, with all other threads still at work. The hook here waits for the training
 * thread to come to a good end, and then ends the JVM with the exit code of that thread, in place of 143.
 */
final class StopRequest implements BooleanSupplier {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile int exitCode;

    private StopRequest() {}

    static StopRequest listen() {
        StopRequest stop = new StopRequest();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::waitForEnd, "stop"));
        return stop;
    }

    /** Returns whether training should come to its end. */
    @Override
    public boolean getAsBoolean() {
        return requested;
    }

    /** Ends the JVM. Whoever listens must end this way: a JVM that ends otherwise would wait for it. */
    void exit(int code) {
        exitCode = code;
        ended.countDown();
        System.exit(code);
    }

    private void waitForEnd() {
        if (ended.getCount() == 0) {
            return; // it is exit() that runs the hooks
        }
        requested = true;
        try {
            ended.await();
        } catch (InterruptedException e) {
            return; // nobody does
        }
        System.out.flush();
        Runtime.getRuntime().halt(exitCode);
    }
}
