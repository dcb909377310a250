package io.smcontainers.launcher;

import io.smcontainers.launcher.cluster.HostPlan;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.LaunchPlan;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who runs a job, and how.
 *
 * @param runnerId the runner chosen
 * @param plan its plan, with the steps of all installers in front
 * @param hostPlan what a cluster launcher makes of it on this host
 * @param errorRecognizers gives all that recognise errors, if the program fails
 */
public record PlannedJob(
        String runnerId, LaunchPlan plan, HostPlan hostPlan, Supplier<List<ErrorRecognizer>> errorRecognizers) {}
