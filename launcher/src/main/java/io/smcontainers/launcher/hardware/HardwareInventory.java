package io.smcontainers.launcher.hardware;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks all hardware probes at the same time. One that fails or does not answer costs a warning, nothing else. */
public final class HardwareInventory {
    private final List<FutureTask<Finding>> answers = new ArrayList<>();
    private final List<HardwareProbe> probes;
    private final Machine machine;
    private final JobLog log;
    private final long startNanos = System.nanoTime();

    private HardwareInventory(List<HardwareProbe> probes, Machine machine, JobLog log) {
        this.probes = probes;
        this.machine = machine;
        this.log = log;
    }

    /**
     * Starts all probes and returns at once.
     *
     * @param probes to be asked
     * @param machine where they look
     * @param log for what they do not find
     */
    public static HardwareInventory start(List<HardwareProbe> probes, Machine machine, JobLog log) {
        HardwareInventory inventory = new HardwareInventory(List.copyOf(probes), machine, log);
        for (HardwareProbe probe : probes) {
            FutureTask<Finding> answer =
                    new FutureTask<>(() -> Objects.requireNonNull(probe.probe(machine), "no finding"));
            inventory.answers.add(answer);
            Thread thread = new Thread(answer, "probe-" + probe.id());
            thread.setDaemon(true);
            thread.start();
        }
        return inventory;
    }

    /** Waits for the answers, each until its probe's deadline, and returns what was found. */
    public HardwareFindings await() {
        Map<String, Finding> byProbe = new LinkedHashMap<>();
        for (int i = 0; i < probes.size(); i++) {
            Finding finding = answer(probes.get(i), answers.get(i));
            byProbe.put(probes.get(i).id(), finding);
            if (finding instanceof Finding.Absent absent) {
                log.debug("probe " + probes.get(i).id() + ": " + absent.reason());
            }
        }
        return new HardwareFindings(machine.root(), byProbe);
    }

    /** Returns the probes that were asked. */
    public List<HardwareProbe> probes() {
        return probes;
    }

    /** Returns where they look. */
    public Machine machine() {
        return machine;
    }

    private Finding answer(HardwareProbe probe, FutureTask<Finding> answer) {
        try {
            Duration deadline = probe.deadline();
            long waited = System.nanoTime() - startNanos;
            try {
                return answer.get(Math.max(1, deadline.toNanos() - waited), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // What it waits for may not notice, but a program that it has started is ended by that.
                answer.cancel(true);
                return abandoned(probe, "did not answer within " + deadline.toMillis() + " ms");
            }
        } catch (ExecutionException e) {
            return abandoned(probe, "failed: " + e.getCause());
        } catch (InterruptedException | CancellationException e) {
            Thread.currentThread().interrupt();
            return abandoned(probe, "was interrupted");
        } catch (RuntimeException | LinkageError e) {
            return abandoned(probe, "failed: " + e);
        }
    }

    private Finding abandoned(HardwareProbe probe, String why) {
        log.warn("hardware probe '" + probe.id() + "' " + why + "; the job goes on without what it might have found");
        return new Finding.Absent(why);
    }
}
