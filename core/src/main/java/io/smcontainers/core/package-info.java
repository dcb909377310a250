/**
 * The job as SageMaker describes it: the files under {@code /opt/ml/input/config}, the model they are read into, and the
 * environment variables and arguments a user's program sees. No processes, no plugins.
 *
 * <p>A JVM training program can use this module alone to read its own job:
 *
 * <pre>{@code
 * record Config(int epochs, double learningRate) {}
 *
 * TrainingEnvironment job = TrainingEnvironment.current();
 * Config config = job.hyperparameters().as(Config.class);
 * Path data = job.channel("training").path();
 * }</pre>
 *
 * <p>In Pipe mode a channel has an {@linkplain io.smcontainers.core.Channel#openEpoch(int) input stream} for each epoch instead of a
 * folder, often of {@linkplain io.smcontainers.core.Channel#recordsOfEpoch records}.
 */
@NullMarked
package io.smcontainers.core;

import org.jspecify.annotations.NullMarked;
