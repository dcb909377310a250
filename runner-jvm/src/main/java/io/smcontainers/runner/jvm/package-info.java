/** Recognises JVM programs: jars, classes and single-file Java. */
@NullMarked
package io.smcontainers.runner.jvm;

import org.jspecify.annotations.NullMarked;
