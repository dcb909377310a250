package io.smcontainers.tests;

import io.smcontainers.testing.SageMakerTrainingJob;
import java.util.ArrayList;
import java.util.List;

/** Jobs of torchrun in containers of the image that has Debian's PyTorch, for the CPU. */
final class PytorchJob {
    /** What all tests are tagged with that need that image; the Maven profile of this name selects them. */
    static final String TAG = "pytorch";

    /**
     * PyTorch before 2.0 on Python 3.11, which is Debian 12's, takes {@code 0}, the default of these options, for nothing at all
     * and fails. This says the same in the other form: what is said is of a tenth process, which there is not.
     */
    static final List<String> NO_REDIRECTS = List.of("--redirects=9:1", "--tee=9:1");

    private PytorchJob() {}

    /**
     * Returns a job of some processes on each host.
     *
     * @param more options of torchrun
     */
    static SageMakerTrainingJob on(int hosts, int processesPerHost, String... more) {
        List<String> options = new ArrayList<>(NO_REDIRECTS);
        options.add("--nproc_per_node=" + processesPerHost);
        options.addAll(List.of(more));
        return SageMakerTrainingJob.of(ToolkitImages.on("pytorch"))
                .instances(hosts, "ml.c5.xlarge")
                .hyperparameter("sagemaker_torch_distributed_enabled", true)
                .hyperparameter("sagemaker_torchrun_args", options);
    }
}
