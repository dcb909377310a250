/** What the kernel tells in small files below {@code /proc} and {@code /sys}. */
@NullMarked
package io.smcontainers.launcher.kernel;

import org.jspecify.annotations.NullMarked;
