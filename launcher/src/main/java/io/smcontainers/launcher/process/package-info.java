/** Starts processes, without a shell, and passes their output through. */
@NullMarked
package io.smcontainers.launcher.process;

import org.jspecify.annotations.NullMarked;
