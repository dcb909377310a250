/** Our own lines on standard error: one per event, with time, level and phase; secrets taken out. */
@NullMarked
package io.smcontainers.launcher.log;

import org.jspecify.annotations.NullMarked;
