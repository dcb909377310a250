/** What the kernel says about the memory of this container. */
@NullMarked
package io.smcontainers.launcher.memory;

import org.jspecify.annotations.NullMarked;
