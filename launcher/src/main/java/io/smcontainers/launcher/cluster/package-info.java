/** Plans what each host of a distributed job runs: MPI, templates of the user's, or just the program. Starts nothing. */
@NullMarked
package io.smcontainers.launcher.cluster;

import org.jspecify.annotations.NullMarked;
