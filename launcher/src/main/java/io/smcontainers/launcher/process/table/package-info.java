/** The processes that this one can see, as {@code /proc} shows them. */
@NullMarked
package io.smcontainers.launcher.process.table;

import org.jspecify.annotations.NullMarked;
