package io.smcontainers.launcher.command;

import io.smcontainers.core.JobException;
import io.smcontainers.core.JobLayout;
import io.smcontainers.core.JobReader;
import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.launcher.JobPreview;
import io.smcontainers.launcher.PlannedJob;
import io.smcontainers.launcher.Surroundings;
import io.smcontainers.launcher.hardware.HardwareFindings;
import io.smcontainers.launcher.hardware.HardwareWarnings;
import io.smcontainers.launcher.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the job, if there is one. */
final class JobChecks {
    private final Surroundings surroundings;
    private final PluginRegistry plugins;
    private final JobLayout layout;
    private final List<Check> checks = new ArrayList<>();

    private JobChecks(Surroundings surroundings, PluginRegistry plugins) {
        this.surroundings = surroundings;
        this.plugins = plugins;
        this.layout = JobLayout.of(surroundings.variables());
    }

    static List<Check> of(Surroundings surroundings, PluginRegistry plugins, HardwareFindings hardware) {
        JobChecks job = new JobChecks(surroundings, plugins);
        job.checkJob(hardware);
        return job.checks;
    }

    private void checkJob(HardwareFindings hardware) {
        if (!Files.isDirectory(layout.inputConfigDir())) {
            checks.add(Check.ok("job", "none here: there is no " + layout.inputConfigDir()));
            return;
        }
        try {
            TrainingEnvironment job = JobReader.read(surroundings.variables()).withHardware(hardware.hardware());
            checks.add(Check.ok(
                    "job",
                    job.program().name().orElse("no program") + " on "
                            + job.cluster().currentHost()));
            HardwareWarnings.of(job.cluster(), hardware)
                    .forEach(warning -> checks.add(Check.warn("hardware", warning)));
            checkPlan(job, hardware);
        } catch (JobException e) {
            checks.add(Check.fail("job", e.getMessage()));
        }
    }

    /** Without code there is no plan, and to fetch code is not for an examination. */
    private void checkPlan(TrainingEnvironment job, HardwareFindings hardware) {
        if (!isFilled(layout.codeDir())) {
            checks.add(
                    Check.ok("plan", "none yet: there is no code in " + layout.codeDir() + "; 'train env' fetches it"));
            return;
        }
        try {
            PlannedJob planned = JobPreview.plan(surroundings, plugins, job, hardware);
            List<String> lines = new ArrayList<>();
            lines.add("of the runner '" + planned.runnerId() + "'");
            lines.addAll(PlanLines.of(planned, surroundings.redactor()));
            checks.add(Check.ok("plan", String.join("\n", lines)));
        } catch (JobException e) {
            checks.add(Check.fail("plan", surroundings.redactor().redact(e.getMessage())));
        }
    }

    private static boolean isFilled(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
