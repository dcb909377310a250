package io.smcontainers.tests;

import io.smcontainers.testing.HostResult;
import io.smcontainers.testing.SageMakerTrainingJob;
import java.time.Duration;
import java.time.Instant;

/** Jobs of MPI in containers of the image that has it. */
final class MpiJob {
    /** A rank that says that it is up, and then waits to be ended. */
    static final String WAITING = "echo up; exec sleep 300\n";

    private MpiJob() {}

    /** Starts a job on some hosts. */
    static SageMakerTrainingJob on(int hosts, int ranksPerHost) {
        return SageMakerTrainingJob.of(ToolkitImages.on("mpi"))
                .instances(hosts, "ml.c5.xlarge")
                .hyperparameter("sagemaker_mpi_enabled", true)
                .hyperparameter("sagemaker_mpi_num_of_processes_per_host", ranksPerHost);
    }

    /** Returns a job whose ranks run lines of shell. */
    static SageMakerTrainingJob ofShell(int hosts, int ranksPerHost, String lines) {
        return on(hosts, ranksPerHost).program("train.sh").code("train.sh", "#!/bin/sh\n" + lines);
    }

    /** Returns the time from a moment to a host's end. */
    static Duration from(Instant moment, HostResult host) {
        return Duration.between(moment, host.ended());
    }
}
