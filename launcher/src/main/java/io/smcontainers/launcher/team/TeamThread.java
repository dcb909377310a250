package io.smcontainers.launcher.team;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** The thread of the lines, from its start to its end. */
final class TeamThread implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final TeamLines lines;
    private final Beginning beginning;
    private final Consumer<String> onFailure;
    private final Thread thread = new Thread(this::run, "team-lines");
    private boolean serves;

    /**
     * Prepares a thread.
     *
     * @param beginning what it does before it serves the lines
     * @param onFailure told in words for people why there are no lines any more; not that this was closed
     */
    TeamThread(TeamLines lines, Beginning beginning, Consumer<String> onFailure) {
        this.lines = lines;
        this.beginning = beginning;
        this.onFailure = onFailure;
        thread.setDaemon(true);
        // Silence ends a job, and on a busy machine everything else waits better.
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            beginning.begin();
            endBeginning();
            lines.serve();
        } catch (IOException e) {
            onFailure.accept(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            onFailure.accept("a defect of train: " + e);
        } catch (InterruptedException e) {
            lines.close();
        } finally {
            lines.closeAll();
        }
    }

    /** From now on nothing may interrupt the thread: an interrupt closes whatever connection it uses. */
    private synchronized void endBeginning() {
        serves = true;
        Thread.interrupted();
    }

    /** Ends the thread; what waits to be sent is, as far as the others take it at once. */
    @Override
    public void close() {
        lines.close();
        synchronized (this) {
            if (!serves) {
                thread.interrupt();
            }
        }
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What has to happen before there are lines. */
    @FunctionalInterface
    interface Beginning {
        /** Does it; it may take long, and an interrupt asks it to give up. */
        void begin() throws IOException, InterruptedException;
    }
}
