package io.smcontainers.launcher.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A process whose output is on its way.
 *
 * @param process the process
 * @param stdout carries its standard output
 * @param stderr carries its standard error
 */
record StartedProcess(Process process, OutputPump stdout, OutputPump stderr) {
    /**
     * Starts a process in the thread that then reads its standard output: a script that ends within a millisecond would else
     * be over before that thread holds the stream's lock (see {@link OutputPump}). The JDK gets to standard error only after
     * standard output.
     *
     * @throws IOException if it cannot be started
     */
    static StartedProcess start(ProcessBuilder builder, OwnChildren children, OutputTargets targets)
            throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        OutputPump stdout = OutputPump.start("stdout", () -> start(builder, children, started), targets.stdout());
        Process process = await(started);
        OutputPump stderr = OutputPump.start("stderr", process::getErrorStream, targets.stderr());
        return new StartedProcess(process, stdout, stderr);
    }

    private static InputStream start(ProcessBuilder builder, OwnChildren children, CompletableFuture<Process> started) {
        try {
            Process process = children.start(builder);
            started.complete(process);
            return process.getInputStream();
        } catch (Throwable e) {
            started.completeExceptionally(e);
            return InputStream.nullInputStream();
        }
    }

    private static Process await(CompletableFuture<Process> started) throws IOException {
        try {
            return started.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
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
}
