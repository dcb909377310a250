package io.smcontainers.tribuo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smcontainers.core.JobException;
import io.smcontainers.core.TrainingEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains a classifier on the channel {@code training} and scores it on {@code validation}. Ends with exit code 0 only if the
 * model folder holds a model that is good, or as good as it had become when the job was stopped.
 */
public final class Train {
    private final TrainingEnvironment job;
    private final Config config;
    private final BooleanSupplier stopRequested;
    private final PrintStream out;

    Train(TrainingEnvironment job, BooleanSupplier stopRequested, PrintStream out) {
        this.job = job;
        this.config = job.hyperparameters().as(Config.class);
        this.stopRequested = stopRequested;
        this.out = out;
    }

    /** Runs the job of this container. The arguments say nothing that the job's files do not. */
    public static void main(String[] arguments) {
        StopRequest stop = StopRequest.listen();
        int exitCode = 1;
        try {
            new Train(TrainingEnvironment.current(), stop, System.out).run();
            exitCode = 0;
        } catch (Failure | JobException e) {
            System.err.println("train: error: " + e.getMessage());
        } catch (IOException | RuntimeException | Error e) {
            e.printStackTrace();
        } finally {
            stop.exit(exitCode);
        }
    }

    void run() throws IOException {
        LabelledData training = LabelledData.read(job.channel("training").path());
        LabelledData validation = LabelledData.read(job.channel("validation").path());
        validation.requireSuits(training);
        out.println(training.rows().size() + " rows to learn from, "
                + validation.rows().size() + " held out");

        Path folder = checkpointFolder();
        Optional<Checkpoint> saved = Checkpoint.load(folder, Checkpoint.Origin.of(config, training));
        saved.ifPresent(found -> out.println("resumed after epoch " + found.epoch() + ", from " + folder));
        Checkpoint last = new EpochLoop(config, training, validation, folder, stopRequested, out).runFrom(saved);

        ModelFile file = ModelFile.in(job.modelDir());
        file.save(last.model());
        saveMetrics(last, Scores.of(last.model(), training.rows(), validation.rows()), saved);
        out.println("saved " + file.file());
        if (last.epoch() < config.epochs()) {
            out.println("stopped early, after epoch " + last.epoch() + " of " + config.epochs());
        } else {
            requireGood(file, validation);
        }
    }

    /** The default is where SageMaker keeps checkpoints if a job asks for them and does not say where. */
    private Path checkpointFolder() {
        String asked = config.checkpointDir();
        return asked != null
                ? Path.of(asked)
                : job.settings().checkpointDir().map(Path::of).orElseGet(() -> job.layout()
                        .base()
                        .resolve("checkpoints"));
    }

    private void saveMetrics(Checkpoint last, Scores scores, Optional<Checkpoint> saved) throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode metrics = mapper.createObjectNode()
                .put("epoch", last.epoch())
                .put("resumed_after_epoch", saved.map(Checkpoint::epoch).orElse(0))
                .put("loss", scores.loss())
                .put("validation_accuracy", scores.accuracy())
                .put("stopped_early", last.epoch() < config.epochs());
        Path file = job.layout().outputDataDir().resolve("metrics.json");
        WholeFile.write(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(metrics));
    }

    /** The file is what will be deployed, so it is the file that must pass, not the model in memory. */
    private void requireGood(ModelFile file, LabelledData validation) throws IOException {
        double accuracy = Scores.accuracy(file.load(), validation.rows());
        String found = String.format(Locale.ROOT, "%.4f of the validation channel", accuracy);
        if (accuracy < config.minimumAccuracy()) {
            throw new Failure("the saved model is right on " + found + ", less than the minimumAccuracy of "
                    + config.minimumAccuracy());
        }
        out.println("the saved model is right on " + found);
    }
}
