/**
 * Runs JVM programs: jars, classes and single-file Java.
 *
 * <p>{@link io.smcontainers.runner.jvm.JvmRunner} recognises them by name. {@code JvmPlanner} makes the plan: {@code JvmSearch}
 * finds the JVM, {@code ClassPath} says where it looks for classes, the {@code JvmProgram} what to start, {@code JvmOptions} with
 * which options. {@code ClassSearch} and {@code MainClassCheck} look at the main class before a JVM does, so that what is wrong
 * with it is told in the job's terms.
 */
@NullMarked
package io.smcontainers.runner.jvm;

import org.jspecify.annotations.NullMarked;
