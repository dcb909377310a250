package io.smcontainers.spi;

import java.util.List;

/**
 * Knows how to install what a code folder asks for, whichever runner runs the program: a shell script beside a {@code
 * requirements.txt} gets its Python packages too. The steps of all installers come before those of the runner's plan.
 */
public interface DependencyInstaller {
    /** Returns the installer's name: lower-case letters, digits and hyphens, unique among all installers. */
    String id();

    /**
     * Plans what to install.
     *
     * @param job the job; its code has been fetched
     * @return the steps, in order; none if the code folder does not ask for any
     * @throws io.smcontainers.core.JobException if it asks for something that cannot be installed here
     */
    List<InstallStep> plan(TrainingJob job);
}
