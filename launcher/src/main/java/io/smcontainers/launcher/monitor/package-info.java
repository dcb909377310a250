/** Measures what the hardware does while a job runs, if the job asks for it. Nothing of it is loaded if not. */
@NullMarked
package io.smcontainers.launcher.monitor;

import org.jspecify.annotations.NullMarked;
