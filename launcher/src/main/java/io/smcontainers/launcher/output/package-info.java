/** Uploads what the user's program writes to {@code output/intermediate} while it runs. */
@NullMarked
package io.smcontainers.launcher.output;

import org.jspecify.annotations.NullMarked;
