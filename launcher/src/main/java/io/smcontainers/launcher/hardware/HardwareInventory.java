package io.smcontainers.launcher.hardware;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareFact;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
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
    private final Set<String> failed = new HashSet<>();
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
            inventory.answers.add(start(probe.id(), () -> Objects.requireNonNull(probe.probe(machine), "no finding")));
        }
        return inventory;
    }

    /** Waits for the answers, each until its probe's deadline, and returns what was found. */
    public HardwareFindings await() {
        Map<String, Finding> byProbe = new LinkedHashMap<>();
        for (int i = 0; i < probes.size(); i++) {
            Finding finding = answer(probes.get(i), answers.get(i), startNanos);
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

    /**
     * Asks the probes that found something for all that they know, which may take a while, each within its deadline.
     *
     * @return the same findings with more facts
     */
    public HardwareFindings examine(HardwareFindings findings) {
        List<HardwareProbe> finders = new ArrayList<>();
        List<FutureTask<Finding>> more = new ArrayList<>();
        for (HardwareProbe probe : probes) {
            if (findings.byProbe().get(probe.id()) instanceof Finding.Found found) {
                finders.add(probe);
                more.add(start(probe.id(), () -> extended(found, probe.examine(machine))));
            }
        }
        Map<String, Finding> byProbe = new LinkedHashMap<>(findings.byProbe());
        long start = System.nanoTime();
        for (int i = 0; i < finders.size(); i++) {
            if (answer(finders.get(i), more.get(i), start) instanceof Finding.Found found) {
                byProbe.put(finders.get(i).id(), found);
            }
        }
        return new HardwareFindings(machine.root(), byProbe);
    }

    private static Finding extended(Finding.Found found, List<HardwareFact> more) {
        List<HardwareFact> facts = new ArrayList<>(found.facts());
        facts.addAll(more);
        return new Finding.Found(found.accelerators(), facts);
    }

    private static FutureTask<Finding> start(String id, Callable<Finding> question) {
        FutureTask<Finding> answer = new FutureTask<>(question);
        Thread thread = new Thread(answer, "probe-" + id);
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private Finding answer(HardwareProbe probe, FutureTask<Finding> answer, long startNanos) {
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

    /** Returns whether a probe failed, where others just found nothing. */
    public boolean isFailed(String probe) {
        return failed.contains(probe);
    }

    private Finding abandoned(HardwareProbe probe, String why) {
        failed.add(probe.id());
        log.warn("hardware probe '" + probe.id() + "' " + why + "; the job goes on without what it might have found");
        return new Finding.Absent(why);
    }
}
