package io.smcontainers.core;

import java.nio.file.Path;
import java.util.Map;

/**
 * A job, as SageMaker describes it to one of its hosts. Immutable; see {@link JobReader} for how it comes about.
 *
 * @param layout where the job's files lie
 * @param settings what steers the platform and us
 * @param hyperparameters the user's own hyperparameters
 * @param frameworkParameters those whose name starts with {@code sagemaker_}, which the user's program does not see
 * @param cluster the hosts
 * @param channels the inputs
 * @param hardware what the container may use of the machine
 * @param program what is to be run
 */
public record TrainingEnvironment(
        JobLayout layout,
        JobSettings settings,
        Hyperparameters hyperparameters,
        Hyperparameters frameworkParameters,
        Cluster cluster,
        Channels channels,
        Hardware hardware,
        UserProgram program) {
    /**
     * Reads the job that this process is part of: for a training program, or anything else in a SageMaker container.
     *
     * @return the job
     * @throws JobException with all that is wrong in the job's files, or if there are none
     */
    public static TrainingEnvironment current() {
        Map<String, String> environment = System.getenv();
        return JobReader.read(environment).withHardware(Hardware.of(environment));
    }

    /**
     * Returns an input.
     *
     * @param name the channel's name, such as {@code training}
     * @throws JobException naming the channels there are, if it is none of them
     */
    public Channel channel(String name) {
        Channel channel = channels.byName().get(name);
        if (channel == null) {
            throw new JobException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "inputdataconfig.json: there is no channel '" + name + "'; the job has "
                            + channels.byName().keySet());
        }
        return channel;
    }

    /** Returns the folder whose content becomes model.tar.gz. */
    public Path modelDir() {
        return layout.modelDir();
    }

    /** Returns where the code comes from: the submit directory, else the code folder. */
    public String moduleDir() {
        return program.codeLocation().orElseGet(() -> layout.codeDir().toString());
    }

    /** Returns the same job on other hardware. */
    public TrainingEnvironment withHardware(Hardware found) {
        return new TrainingEnvironment(
                layout, settings, hyperparameters, frameworkParameters, cluster, channels, found, program);
    }
}
