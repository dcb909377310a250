package io.smcontainers.launcher;

import io.smcontainers.launcher.output.IntermediateOutput;
import io.smcontainers.launcher.plugin.PluginRegistry;
import io.smcontainers.spi.TrainingJob;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a job uploads while its program runs. Few jobs ask for that, so the others load nothing of it. */
final class JobOutput {
    private @Nullable IntermediateOutput output;

    /** Makes the folder for it, if the job asks for it. */
    void prepare(TrainingJob job, PluginRegistry plugins, Surroundings surroundings) {
        Optional<String> location = job.environment().settings().s3Output();
        if (location.isPresent()) {
            output = IntermediateOutput.of(
                            location.get(),
                            job,
                            plugins.late(),
                            surroundings.signals(),
                            surroundings.patience().grace(),
                            surroundings.log())
                    .orElse(null);
        }
    }

    /** Begins to upload. */
    void start() {
        IntermediateOutput prepared = output;
        if (prepared != null) {
            prepared.start();
        }
    }

    /** Uploads what is left, in a phase of its own. The outcome is written down by then: nothing here changes it. */
    void finish(Phases phases) {
        IntermediateOutput started = output;
        if (started != null && started.isStarted()) {
            phases.enter("upload");
            started.finish();
        }
    }
}
