package io.smcontainers.launcher;

import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.LaunchPlan;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who runs a job, and how.
 *
 * @param runnerId the runner chosen
 * @param plan its plan, with the steps of all installers in front
 * @param errorRecognizers gives all that recognise errors, if the program fails
 */
public record PlannedJob(String runnerId, LaunchPlan plan, Supplier<List<ErrorRecognizer>> errorRecognizers) {}
