package io.smcontainers.launcher.team;

import java.time.Duration;

/** Does something again and again, in a thread of its own, until it is closed. */
final class Heartbeat implements AutoCloseable {
    private final Thread thread;

    Heartbeat(Duration pause, Runnable beat) {
        thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            Thread.sleep(pause.toMillis());
                            beat.run();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "team-heartbeat");
        thread.setDaemon(true);
        // Silence ends a job, and on a busy machine everything else waits better.
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
