package io.smcontainers.spi;

import io.smcontainers.core.AcceleratorKind;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.Hardware;
import io.smcontainers.core.JobException;
import io.smcontainers.core.TrainingEnvironment;

/** How many processes a cluster launcher starts on each host. */
public final class ProcessesPerHost {
    /** The framework parameter that says so, for every cluster launcher. */
    public static final String PARAMETER = "sagemaker_mpi_num_of_processes_per_host";

    private static final int MAX = 10_000;

    private ProcessesPerHost() {}

    /**
     * Returns what the job says, else one for each GPU, else one for each NeuronCore, else 1 (sagemaker-training, {@code
     * runner.py}; NeuronCores are ours).
     *
     * @throws JobException if the job says something else than a number from 1
     */
    public static int of(TrainingEnvironment job) {
        long said = job.frameworkParameters().integer(PARAMETER).orElse(0);
        if (said < 0 || said > MAX) {
            throw new JobException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "hyperparameters.json: '" + PARAMETER + "' is " + said + "; expected a number from 1 to " + MAX);
        }
        return said > 0 ? (int) said : byHardware(job.hardware());
    }

    private static int byHardware(Hardware hardware) {
        int gpus = hardware.count(AcceleratorKind.GPU);
        return gpus > 0 ? gpus : Math.max(1, hardware.count(AcceleratorKind.NEURON_CORE));
    }
}
