package io.smcontainers.runner.python;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.spi.DependencyInstaller;
import io.smcontainers.spi.InstallStep;
import io.smcontainers.spi.TrainingJob;
import java.util.List;

/** Installs what {@code requirements.txt} at the top of the code folder lists, whatever kind of program the job runs. */
public final class RequirementsInstaller implements DependencyInstaller {
    private static final String REQUIREMENTS = "requirements.txt";

    /** Creates the installer. */
    public RequirementsInstaller() {}

    @Override
    public String id() {
        return "python-requirements";
    }

    @Override
    public List<InstallStep> plan(TrainingJob job) {
        if (!asksForSomething(job)) {
            return List.of();
        }
        Pip pip = new Pip(PythonInterpreter.find(job, REQUIREMENTS), job);
        return List.of(pip.step(REQUIREMENTS, ErrorCode.INSTALL_REQUIREMENTS_FAILED, "-r", REQUIREMENTS));
    }

    /** Starting pip takes longer than many a program that comes with an empty file needs to start. */
    private static boolean asksForSomething(TrainingJob job) {
        return job.hasFile(REQUIREMENTS)
                && CodeFile.text(job.codeDir().resolve(REQUIREMENTS))
                        .lines()
                        .map(String::strip)
                        .anyMatch(line -> !line.isEmpty() && !line.startsWith("#"));
    }
}
