/** Waits until the hosts of the job can be found. */
@NullMarked
package io.smcontainers.launcher.host;

import org.jspecify.annotations.NullMarked;
