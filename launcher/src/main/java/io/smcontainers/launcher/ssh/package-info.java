/** An sshd and keys of a job's own, by which its leader starts processes on the other hosts. */
@NullMarked
package io.smcontainers.launcher.ssh;

import org.jspecify.annotations.NullMarked;
