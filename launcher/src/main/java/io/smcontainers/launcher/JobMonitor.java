package io.smcontainers.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.launcher.hardware.AcceleratorUse;
import io.smcontainers.launcher.hardware.HardwareFindings;
import io.smcontainers.launcher.hardware.HardwareInventory;
import io.smcontainers.launcher.log.JobLog;
import io.smcontainers.launcher.monitor.Monitor;
import io.smcontainers.spi.Finding;
import io.smcontainers.spi.HardwareProbe;
import org.jspecify.annotations.Nullable;

/** What a job tells of the use of its hardware: much if it asks for that, at its end a line or two if it has accelerators. */
final class JobMonitor {
    private static final String PARAMETER = "sagemaker_monitor_seconds";

    private final Phases phases;
    private final JobLog log;
    private @Nullable Monitor monitor;
    private @Nullable AcceleratorUse accelerators;

    JobMonitor(Phases phases, JobLog log) {
        this.phases = phases;
        this.log = log;
    }

    /** Begins to measure, if the job asks for that. */
    void start(TrainingEnvironment environment) {
        JsonNode value = environment.frameworkParameters().values().get(PARAMETER);
        if (value != null) {
            start(value, environment);
        }
    }

    /** Whatever is wrong with it, the job shall run. */
    private void start(JsonNode value, TrainingEnvironment environment) {
        try {
            monitor = Monitor.start(PARAMETER, value, environment, phases.durations(), log)
                    .orElse(null);
            if (monitor != null) {
                phases.listener(monitor::enter);
            }
        } catch (RuntimeException | Error e) {
            log.warn("the job runs without the monitor: " + e);
        }
    }

    /** Takes what the probes found. */
    void take(HardwareInventory inventory, HardwareFindings findings) {
        boolean hasAccelerators = !findings.hardware().accelerators().isEmpty();
        if (monitor == null && hasAccelerators) {
            accelerators = new AcceleratorUse(inventory, findings, log);
        }
        if (monitor != null) {
            for (HardwareProbe probe : inventory.probes()) {
                if (findings.byProbe().get(probe.id()) instanceof Finding.Found) {
                    monitor.measure(probe, inventory.machine());
                }
            }
        }
    }

    /** Tells what the accelerators did, when the job's program has ended. That cannot change how the job ended. */
    void end(int exitCode, String ending) {
        try {
            if (accelerators != null) {
                accelerators.lines().forEach(log::info);
            }
            if (monitor != null) {
                monitor.end(exitCode, ending).forEach(log::info);
            }
        } catch (RuntimeException | Error e) {
            log.warn("what the hardware did cannot be told: " + e);
        }
    }
}
