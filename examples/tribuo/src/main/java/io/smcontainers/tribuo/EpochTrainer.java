package io.smcontainers.tribuo;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.optimisers.SGD;

/**
 * Tribuo's softmax regression, one epoch at a time. Tribuo's own trainer always starts from nothing; this one starts where a
 * model left off, and so can go on from a checkpoint.
 *
 * <p>All that an epoch depends on is its number, the seed, the learning rate, the data, and the weights it starts with: plain
 * gradient steps keep nothing else in mind. (AdaGrad or momentum would have to be part of the checkpoint.)
 */
final class EpochTrainer extends LinearSGDTrainer {
    /** Held, for the JVM forgets the level of a logger that nobody holds. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    private final @Nullable LinearSGDModel start;

    private EpochTrainer(@Nullable LinearSGDModel start, double learningRate, long seed) {
        super(new LogMulticlass(), SGD.getSimpleSGD(learningRate), 1, -1, seed);
        this.start = start;
    }

    /**
     * Trains one epoch.
     *
     * @param epoch its number, from 1
     * @param start the model of the epoch before it, or null for the first
     * @return a new model
     */
    static LinearSGDModel train(int epoch, @Nullable LinearSGDModel start, Dataset<Label> rows, Config config) {
        TRIBUO.setLevel(Level.WARNING); // it would say the same two lines for each epoch
        double learningRate = config.learningRate() / Math.sqrt(epoch);
        // Tribuo's invocation count picks the random numbers: an order of rows for each epoch, the same after a
        // restart.
        return new EpochTrainer(start, learningRate, config.seed()).train(rows, Map.of(), epoch);
    }

    @Override
    protected LinearParameters createParameters(int features, int classes, SplittableRandom random) {
        return start == null
                ? super.createParameters(features, classes, random)
                : new LinearParameters(start.getWeightsCopy());
    }
}
