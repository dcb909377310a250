package io.smcontainers.tribuo;

import org.jspecify.annotations.Nullable;

/**
 * The hyperparameters, bound by name: {@code learningRate} is also {@code learning-rate} or {@code learning_rate}. The first
 * two have no default, so that a misspelt one is an error.
 *
 * @param epochs passes over the training channel, in all: those before a restart count
 * @param learningRate length of a step in the first epoch; epoch n takes it divided by the square root of n
 * @param seed fixes the order of the rows in each epoch; 1 if null
 * @param minimumAccuracy the job fails if the saved model does worse on the validation channel; 0 if null
 * @param checkpointDir where checkpoints are; if null, where the job says, else where SageMaker keeps them
 */
record Config(
        int epochs,
        double learningRate,
        @Nullable Long seed,
        @Nullable Double minimumAccuracy,
        @Nullable String checkpointDir) {
    Config {
        seed = seed == null ? 1L : seed;
        minimumAccuracy = minimumAccuracy == null ? 0.0 : minimumAccuracy;
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(learningRate > 0 && Double.isFinite(learningRate), "learningRate", learningRate, "more than 0");
        require(minimumAccuracy >= 0 && minimumAccuracy <= 1, "minimumAccuracy", minimumAccuracy, "from 0 to 1");
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new Failure("hyperparameter " + name + " is " + value + "; expected " + expected);
        }
    }
}
