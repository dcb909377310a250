package io.smcontainers.launcher.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A process whose output is on its way.
 *
 * @param process the process
 * @param stdout carries its standard output
 * @param stderr carries its standard error
 */
record StartedProcess(Process process, OutputPump stdout, OutputPump stderr) {
    /**
     * Starts a process.
     *
     * @param pipes for its output; without them that of the JDK's pipes is read, as well as that goes
     * @throws IOException if it cannot be started
     */
    static StartedProcess start(
            ProcessBuilder builder, OwnChildren children, OutputTargets targets, Optional<OutputPipes> pipes)
            throws IOException {
        return pipes.isPresent() ? start(builder, children, targets, pipes.get()) : start(builder, children, targets);
    }

    private static StartedProcess start(
            ProcessBuilder builder, OwnChildren children, OutputTargets targets, OutputPipes pipes) throws IOException {
        try (pipes) {
            // Before the process: if that cannot be started, closing the pipes is the end of what they carry.
            OutputPump stdout = OutputPump.start("stdout", pipes.openStdout(), targets.stdout());
            OutputPump stderr = OutputPump.start("stderr", pipes.openStderr(), targets.stderr());
            pipes.redirect(builder);
            return new StartedProcess(children.start(builder), stdout, stderr);
        }
    }

    /**
     * Starts a process in the thread that then reads its standard output, and so holds the stream's lock as soon as can be (see
     * {@link OutputPump}); a script that ends within a few milliseconds may still be faster. The JDK gets to standard error only
     * after standard output.
     */
    private static StartedProcess start(ProcessBuilder builder, OwnChildren children, OutputTargets targets)
            throws IOException {
        Starting starting = new Starting(builder, children);
        OutputPump stdout = OutputPump.start("stdout", starting::start, starting::held, targets.stdout());
        Process process = starting.await();
        OutputPump stderr = OutputPump.start("stderr", process.getErrorStream(), targets.stderr());
        return new StartedProcess(process, stdout, stderr);
    }

    /**
     * Waits for the end of the output.
     *
     * @return whether all of it is there
     */
    boolean awaitOutput(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        return stdout.awaitEnd(limit) & stderr.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
    }

    /** A process on its way from one thread, which starts it and at once holds its output, to another. */
    private static final class Starting {
        private final ProcessBuilder builder;
        private final OwnChildren children;
        private final CompletableFuture<Process> held = new CompletableFuture<>();
        private @Nullable Process process;

        Starting(ProcessBuilder builder, OwnChildren children) {
            this.builder = builder;
            this.children = children;
        }

        /** Does as little as can be between the start and the lock: the program is running already. */
        InputStream start() {
            try {
                Process started = children.start(builder);
                process = started;
                return started.getInputStream();
            } catch (Throwable e) {
                held.completeExceptionally(e);
                return InputStream.nullInputStream();
            }
        }

        void held() {
            if (process != null) {
                held.complete(process);
            }
        }

        Process await() throws IOException {
            try {
                return held.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof IOException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }
}
