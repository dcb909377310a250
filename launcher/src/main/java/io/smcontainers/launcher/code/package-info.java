/** Gets the user's code into the code folder. */
@NullMarked
package io.smcontainers.launcher.code;

import org.jspecify.annotations.NullMarked;
