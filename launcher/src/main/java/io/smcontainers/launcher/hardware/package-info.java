/** Asks the hardware probes. */
@NullMarked
package io.smcontainers.launcher.hardware;

import org.jspecify.annotations.NullMarked;
