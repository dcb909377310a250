package io.smcontainers.launcher.hardware;

import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.monitor.UsageLines;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareProbe;
import io.smcontainers.spi.HardwareSampler;
import io.smcontainers.spi.Machine;
import io.smcontainers.spi.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What accelerators know of a job at its end. They are asked once, when the program has ended: while it runs, nothing of ours
 * touches their driver.
 */
public final class AcceleratorUse {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final List<HardwareProbe> probes = new ArrayList<>();
    private final Machine machine;
    private final JobLog log;

    /** Takes the probes that found accelerators. */
    public AcceleratorUse(HardwareInventory inventory, HardwareFindings findings, JobLog log) {
        this.machine = inventory.machine();
        this.log = log;
        for (HardwareProbe probe : inventory.probes()) {
            if (findings.byProbe().get(probe.id()) instanceof Finding.Found found
                    && !found.accelerators().isEmpty()) {
                probes.add(probe);
            }
        }
    }

    /** Returns lines for the log; none if nobody knows anything. */
    public List<String> lines() {
        List<FutureTask<List<Measurement>>> answers = new ArrayList<>();
        for (HardwareProbe probe : probes) {
            FutureTask<List<Measurement>> answer = new FutureTask<>(() -> summary(probe));
            Thread thread = new Thread(answer, "use-" + probe.id());
            thread.setDaemon(true);
            thread.start();
            answers.add(answer);
        }
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<Measurement> all = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            all.addAll(answer(probes.get(i), answers.get(i), deadline));
        }
        return UsageLines.of(all);
    }

    private List<Measurement> summary(HardwareProbe probe) {
        Optional<HardwareSampler> opened = probe.sampler(machine);
        if (opened.isEmpty()) {
            return List.of();
        }
        try (HardwareSampler sampler = opened.get()) {
            return List.copyOf(sampler.summary());
        }
    }

    private List<Measurement> answer(HardwareProbe probe, FutureTask<List<Measurement>> answer, long deadline) {
        try {
            return answer.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            log.debug("probe " + probe.id() + " did not say in time what was used");
        } catch (ExecutionException e) {
            log.debug("probe " + probe.id() + " does not say what was used: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }
}
