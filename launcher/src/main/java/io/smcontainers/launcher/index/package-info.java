/** Gives installers access to package indexes that ask for a login. */
@NullMarked
package io.smcontainers.launcher.index;

import org.jspecify.annotations.NullMarked;
