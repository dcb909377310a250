package io.smcontainers.spi;

import java.util.List;

/**
 * Knows how to run one kind of program, such as a Python script.
 *
 * <p>The launcher asks every runner whether it supports the job, and takes, of those that do, the one the job asks for (by
 * SAGEMAKER_TRAINING_MODULE), else the one of the highest priority, else the first by id. Then it carries the plan out: it
 * installs, launches, passes signals on, keeps the output, and reports how it ended. If no runner supports the job, the user
 * reads every runner's reason.
 */
public interface FrameworkRunner {
    /**
     * Returns the runner's name: lower-case letters, digits and hyphens, unique among all runners. A job can ask for the
     * runner by this name in SAGEMAKER_TRAINING_MODULE.
     */
    String id();

    /**
     * Returns the priority, 0 by default. Of several runners that support a job the highest wins; the built-in runners have 0,
     * and -100 for the one that runs any executable file.
     */
    default int priority() {
        return 0;
    }

    /**
     * Says whether this runner can run the job. Looks at names and files only; it is called for every job.
     *
     * @param job the job; its code has been fetched
     * @return yes, or no with a reason that helps the user
     */
    Support supports(TrainingJob job);

    /**
     * Plans how to run the job. Called once, and only if {@link #supports} said yes.
     *
     * @param job the job
     * @return what to install and to launch
     * @throws io.smcontainers.core.JobException if the job cannot run here, with what to do about it
     */
    LaunchPlan plan(TrainingJob job);

    /**
     * Returns how programs of this kind say why they failed; by default nothing. Asked only when a program has failed, whoever
     * ran it: a shell script that runs Python fails with Python's words, and a Python script that runs a JVM with the JVM's.
     */
    default List<ErrorRecognizer> errorRecognizers() {
        return List.of();
    }
}
