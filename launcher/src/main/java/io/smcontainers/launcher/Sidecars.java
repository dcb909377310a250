package io.smcontainers.launcher;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.process.BackgroundProcess;
import io.smcontainers.launcher.process.JobSignals;
import io.smcontainers.launcher.process.OutputTargets;
import io.smcontainers.launcher.process.UnixSignal;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.Readiness;
import io.smcontainers.spi.Sidecar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiFunction;

/** The processes beside the program: started one after the other, each when the one before is ready, and ended in the opposite order. */
final class Sidecars implements AutoCloseable {
    /** A port or file tells nobody that it is there, so we look. */
    private static final long LOOK_MILLIS = 20;

    private static final int CONNECT_MILLIS = 500;

    private final BiFunction<Command, OutputTargets, BackgroundProcess> starter;
    private final OutputTargets targets;
    private final Path codeDir;
    private final JobSignals signals;
    private final JobLog log;
    private final Deque<Running> running = new ConcurrentLinkedDeque<>();

    /**
     * Creates them; none is started.
     *
     * @param starter starts a process
     * @param targets for what they print
     * @param codeDir in which relative paths are
     * @param signals a stop among them ends the wait
     * @param log for what happens
     */
    Sidecars(
            BiFunction<Command, OutputTargets, BackgroundProcess> starter,
            OutputTargets targets,
            Path codeDir,
            JobSignals signals,
            JobLog log) {
        this.starter = starter;
        this.targets = targets;
        this.codeDir = codeDir;
        this.signals = signals;
        this.log = log;
    }

    /** Starts one after the other. */
    void startAll(List<Sidecar> sidecars) throws InterruptedException {
        for (Sidecar sidecar : sidecars) {
            start(sidecar);
        }
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @throws JobException if it ends before that, or takes too long
     */
    void start(Sidecar sidecar) throws InterruptedException {
        CompletableFuture<Void> line = new CompletableFuture<>();
        OutputTargets watched = sidecar.readiness() instanceof Readiness.LogLine wanted
                ? new OutputTargets(
                        new LineWatch(targets.stdout(), wanted.text(), line),
                        new LineWatch(targets.stderr(), wanted.text(), line))
                : targets;
        long start = System.nanoTime();
        BackgroundProcess process = starter.apply(sidecar.command(), watched);
        running.push(new Running(sidecar, process));
        while (!isReady(sidecar.readiness(), line)) {
            if (!process.isAlive()) {
                throw failed(
                        sidecar, "ended with exit code " + process.onExit().join() + " before it was ready", process);
            }
            if (System.nanoTime() - start > sidecar.patience().toNanos()) {
                throw failed(
                        sidecar,
                        "was not ready (" + wanted(sidecar) + ") within "
                                + sidecar.patience().toSeconds() + " s",
                        process);
            }
            if (signals.isStopRequested()) {
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        log.info(sidecar.name() + " is ready");
        process.onExit().thenAccept(code -> warnIfUnexpected(sidecar, code));
    }

    private void warnIfUnexpected(Sidecar sidecar, int exitCode) {
        if (running.stream().anyMatch(one -> one.sidecar().equals(sidecar))) {
            log.warn(sidecar.name() + ", which runs beside the program, has ended with exit code " + exitCode);
        }
    }

    private boolean isReady(Readiness readiness, CompletableFuture<Void> line) {
        if (readiness instanceof Readiness.Port port) {
            return accepts(port.port());
        }
        if (readiness instanceof Readiness.FileExists file) {
            return Files.exists(codeDir.resolve(file.path()));
        }
        return readiness instanceof Readiness.Started || line.isDone();
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a signal to all, and what they started. */
    void signal(UnixSignal signal) {
        running.forEach(one -> one.process().signal(signal));
    }

    private static String wanted(Sidecar sidecar) {
        if (sidecar.readiness() instanceof Readiness.Port port) {
            return "a connection to port " + port.port();
        }
        if (sidecar.readiness() instanceof Readiness.FileExists file) {
            return "the file " + file.path();
        }
        return sidecar.readiness() instanceof Readiness.LogLine line ? "a line with '" + line.text() + "'" : "started";
    }

    private static JobException failed(Sidecar sidecar, String what, BackgroundProcess process)
            throws InterruptedException {
        String said = process.isAlive() ? "" : process.lastOutput().strip();
        return new JobException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                sidecar.name() + ", which runs beside the program, " + what + (said.isEmpty() ? "" : ": " + said));
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().process().close();
        }
    }

    private record Running(Sidecar sidecar, BackgroundProcess process) {}
}
