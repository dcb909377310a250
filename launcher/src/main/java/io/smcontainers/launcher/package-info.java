/**
 * The life of a job: find plugins, fetch, plan, launch, watch, report. {@link io.smcontainers.launcher.Launcher} is the table
 * of contents. The only module that starts processes.
 */
@NullMarked
package io.smcontainers.launcher;

import org.jspecify.annotations.NullMarked;
