package io.smcontainers.tribuo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/**
 * Trains epoch after epoch, with a checkpoint and a line of progress for each.
 *
 * @param config how to train
 * @param training what to learn from
 * @param validation what to score on
 * @param checkpoints the folder for checkpoints
 * @param stopRequested looked at between epochs, when the model is in a good state
 * @param out for the progress
 */
record EpochLoop(
        Config config,
        LabelledData training,
        LabelledData validation,
        Path checkpoints,
        BooleanSupplier stopRequested,
        PrintStream out) {
    /** Trains until the last epoch or until asked to stop, but one epoch at least, for it takes one to have a model. */
    Checkpoint runFrom(Optional<Checkpoint> saved) throws IOException {
        Checkpoint last = saved.isPresent() ? saved.get() : epoch(1, null);
        while (last.epoch() < config.epochs() && !stopRequested.getAsBoolean()) {
            last = epoch(last.epoch() + 1, last.model());
        }
        return last;
    }

    private Checkpoint epoch(int epoch, @Nullable LinearSGDModel start) throws IOException {
        long begin = System.nanoTime();
        LinearSGDModel model = EpochTrainer.train(epoch, start, training.rows(), config);
        double loss = Scores.loss(model, training.rows());
        if (!Double.isFinite(loss)) {
            throw new Failure("the loss is " + loss + " after epoch " + epoch + "; try a lower learningRate");
        }
        Scores scores = new Scores(loss, Scores.accuracy(model, validation.rows()));
        Checkpoint checkpoint = Checkpoint.of(epoch, Checkpoint.Origin.of(config, training), model);
        checkpoint.save(checkpoints);
        report(epoch, scores, (System.nanoTime() - begin) / 1e9);
        return checkpoint;
    }

    /** One "name=value" for each metric, so that a SageMaker metric definition such as "loss=([0-9.]+)" finds it. */
    private void report(int epoch, Scores scores, double seconds) {
        out.println(String.format(
                Locale.ROOT,
                "epoch %d/%d loss=%.4f validation_accuracy=%.4f seconds=%.3f",
                epoch,
                config.epochs(),
                scores.loss(),
                scores.accuracy(),
                seconds));
    }
}
