package io.smcontainers.core;

import java.nio.file.Files;
import java.util.Map;

/**
 * Reads a job from the files under {@code input/config} and the variables of the process. All that is wrong is found before
 * anything is thrown.
 */
public final class JobReader {
    private final Map<String, String> environment;
    private final JobLayout layout;
    private final Problems problems = new Problems();

    private JobReader(Map<String, String> environment) {
        this.environment = environment;
        this.layout = JobLayout.of(environment);
    }

    /**
     * Reads the job that the variables describe.
     *
     * @param environment the variables of the process
     * @return the job, with the processors of this machine and no accelerators
     * @throws JobException naming file, key, value and what was expected for each problem there is
     */
    public static TrainingEnvironment read(Map<String, String> environment) {
        return new JobReader(environment).read();
    }

    private TrainingEnvironment read() {
        requireBase();
        JobParameters parameters = JobParameters.read(layout, environment, problems);
        Hyperparameters frameworkParameters = parameters.framework();
        Cluster cluster = ClusterReader.read(
                ConfigFile.required(layout.inputConfigDir().resolve("resourceconfig.json"), problems),
                frameworkParameters,
                problems);
        Channels channels = ChannelsReader.read(
                ConfigFile.optional(layout.inputConfigDir().resolve("inputdataconfig.json"), problems),
                layout,
                problems);
        UserProgram program = ProgramReader.read(parameters, problems);
        JobSettings settings = SettingsReader.read(parameters, layout, environment, problems);
        problems.throwIfAny();
        return new TrainingEnvironment(
                layout,
                settings,
                parameters.user(),
                frameworkParameters,
                cluster,
                channels,
                Hardware.cpusOnly(),
                program);
    }

    private void requireBase() {
        if (!Files.isDirectory(layout.base())) {
            throw new JobException(ErrorCode.INVALID_CONFIGURATION, """
                    %s: there is no such folder, so this is not a container that SageMaker started.
                    To run a script on your own machine as SageMaker would: train local SCRIPT
                    To run a job whose files lie elsewhere: set SAGEMAKER_BASE_DIR to the folder that holds input/config""".formatted(layout.base()));
        }
    }
}
