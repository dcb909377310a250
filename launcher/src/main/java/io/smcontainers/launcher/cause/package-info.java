/** Why a program failed, found in the last of its output. */
@NullMarked
package io.smcontainers.launcher.cause;

import org.jspecify.annotations.NullMarked;
