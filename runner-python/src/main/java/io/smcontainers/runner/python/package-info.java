/** Runs Python: scripts, packages and the functions of framework modules, with the packages that the code folder asks for. */
@NullMarked
package io.smcontainers.runner.python;

import org.jspecify.annotations.NullMarked;
