package io.smcontainers.launcher.monitor;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.spi.HardwareSampler;
import io.smcontainers.spi.Measurement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One sampler and the thread that it lives in. A driver that hangs keeps that thread, and nobody else: a sample that has not
 * come in time is left out, and none is asked for until it has.
 */
final class SampledHardware {
    private final String name;
    private final JobLog log;
    private final ExecutorService thread;
    private @Nullable HardwareSampler sampler;
    private @Nullable Future<List<Measurement>> pending;
    private boolean isBroken;

    private SampledHardware(String name, JobLog log) {
        this.name = name;
        this.log = log;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread daemon = new Thread(task, "monitor-" + name);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /**
     * Begins to open a sampler and returns at once.
     *
     * @param name for people
     * @param opening opens it; empty if this hardware is not measured
     * @param log hears of what goes wrong
     */
    static SampledHardware open(String name, Callable<Optional<? extends HardwareSampler>> opening, JobLog log) {
        SampledHardware hardware = new SampledHardware(name, log);
        hardware.pending = hardware.thread.submit(() -> {
            hardware.sampler = opening.call().orElse(null);
            return hardware.sampler == null ? List.of() : hardware.sampler.sample();
        });
        return hardware;
    }

    /** Asks for a sample, unless the last one is still being taken. */
    void request() {
        if (!isBroken && pending == null) {
            pending = thread.submit(() -> sampler == null ? List.of() : sampler.sample());
        }
    }

    /** Returns the sample; nothing if it does not come in time. */
    List<Measurement> collect(long deadlineNanos) throws InterruptedException {
        return pending == null ? List.of() : result(pending, deadlineNanos);
    }

    /** Returns what the hardware knows of the whole job, and closes the sampler. */
    List<Measurement> end(long deadlineNanos) throws InterruptedException {
        if (isBroken) {
            return List.of();
        }
        Future<List<Measurement>> last = thread.submit(() -> {
            HardwareSampler opened = sampler;
            if (opened == null) {
                return List.of();
            }
            try (opened) {
                return opened.summary();
            }
        });
        thread.shutdown();
        return result(last, deadlineNanos);
    }

    private List<Measurement> result(Future<List<Measurement>> future, long deadlineNanos) throws InterruptedException {
        try {
            long nanos = Math.max(1, deadlineNanos - System.nanoTime());
            List<Measurement> result = List.copyOf(future.get(nanos, TimeUnit.NANOSECONDS));
            pending = null;
            return result;
        } catch (TimeoutException e) {
            return List.of();
        } catch (ExecutionException | RuntimeException e) {
            isBroken = true;
            pending = null;
            thread.shutdownNow();
            log.warn("what " + name + " does is not measured any more: "
                    + (e instanceof ExecutionException ? e.getCause() : e));
            return List.of();
        }
    }
}
