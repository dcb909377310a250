/** How a job ended, and telling it: failure text, success and failure files, exit code. */
@NullMarked
package io.smcontainers.launcher.outcome;

import org.jspecify.annotations.NullMarked;
