/** A training program for the JVM, to copy from: it learns with Tribuo, and survives being stopped or killed. */
@NullMarked
package io.smcontainers.tribuo;

import org.jspecify.annotations.NullMarked;
