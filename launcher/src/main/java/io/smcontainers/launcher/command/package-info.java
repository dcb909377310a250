/** The local commands: what a person types, where {@link io.smcontainers.launcher.Main} is what SageMaker starts. */
@NullMarked
package io.smcontainers.launcher.command;

import org.jspecify.annotations.NullMarked;
