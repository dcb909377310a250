/**
 * SageMaker's side of a training job, for tests: {@link io.smcontainers.testing.SageMakerTrainingJob} runs an image as the
 * service would and tells how it went.
 */
@NullMarked
package io.smcontainers.testing;

import org.jspecify.annotations.NullMarked;
