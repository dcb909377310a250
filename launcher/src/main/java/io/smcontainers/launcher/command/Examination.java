package io.smcontainers.launcher.command;

import io.smcontainers.launcher.Surroundings;
import io.smcontainers.launcher.hardware.HardwareFindings;
import io.smcontainers.launcher.plugin.PluginRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code train doctor} found, by subject.
 *
 * @param checks one for each thing that was looked at
 * @param hardware what all probes found
 */
record Examination(List<Check> checks, HardwareFindings hardware) {
    /** Looks at everything. Each line is one subject. */
    static Examination of(Surroundings surroundings) {
        PluginRegistry plugins = PluginRegistry.load(surroundings.pluginFolder());
        HardwareChecks hardware = HardwareChecks.start(surroundings, plugins);
        List<Check> checks = new ArrayList<>();
        checks.addAll(RuntimeChecks.of(surroundings));
        checks.addAll(PluginChecks.of(surroundings, plugins));
        checks.addAll(hardware.checks());
        checks.addAll(ProgramChecks.of(surroundings.variables()));
        checks.addAll(FolderChecks.of(surroundings.variables()));
        checks.addAll(JobChecks.of(surroundings, plugins, hardware.findings()));
        return new Examination(List.copyOf(checks), hardware.findings());
    }

    /** Returns whether a job could run. */
    boolean canRun() {
        return checks.stream().noneMatch(check -> check.status() == Check.Status.FAIL);
    }
}
