package io.smcontainers.launcher;

import io.smcontainers.spi.LaunchPlan;

/**
 * Who runs a job, and how.
 *
 * @param runnerId the runner chosen
 * @param plan its plan, with the steps of all installers in front
 */
public record PlannedJob(String runnerId, LaunchPlan plan) {}
