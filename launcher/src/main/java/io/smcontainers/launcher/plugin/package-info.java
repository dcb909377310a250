/** Finds plugins, and keeps a broken one from harming the rest. */
@NullMarked
package io.smcontainers.launcher.plugin;

import org.jspecify.annotations.NullMarked;
