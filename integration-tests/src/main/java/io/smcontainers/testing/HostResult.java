package io.smcontainers.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a job ended on one of its hosts.
 *
 * @param host the name of the host
 * @param exitCode the exit code of the container; 128+n if signal n killed it
 * @param failure what {@code /opt/ml/output/failure} holds, empty if there is no such file
 * @param log what the container wrote
 * @param model what is in {@code /opt/ml/model}
 * @param output what is in {@code /opt/ml/output}: {@code data/...}, {@code failure}, {@code success}
 * @param checkpoints what is in {@code /opt/ml/checkpoints}
 * @param started when the engine says that the container was started, some microseconds after its program may have begun
 * @param ended when it ended
 * @param outOfMemory whether the engine saw the kernel kill a process of the container for want of memory
 * @param leftoverProcesses the command lines of processes that ran when the image's program had ended; empty unless
 *     {@link SageMakerTrainingJob#watchingLeftovers()} was asked for
 */
public record HostResult(
        String host,
        int exitCode,
        String failure,
        JobLog log,
        JobFiles model,
        JobFiles output,
        JobFiles checkpoints,
        Instant started,
        Instant ended,
        boolean outOfMemory,
        List<String> leftoverProcesses) {
    private static final int FAILURE_CHARACTERS = 1024;

    /** Copies the list. */
    public HostResult {
        leftoverProcesses = List.copyOf(leftoverProcesses);
    }

    /** Returns how long the container ran. */
    public Duration duration() {
        return Duration.between(started, ended);
    }

    /**
     * Returns what FailureReason of DescribeTrainingJob would be if this host decided it: the start of the failure file
     * between {@code AlgorithmError: } and the exit code. Empty if the exit code is 0.
     */
    public Optional<String> failureReason() {
        if (exitCode == 0) {
            return Optional.empty();
        }
        String text = failure.substring(0, Math.min(FAILURE_CHARACTERS, failure.length()));
        return Optional.of("AlgorithmError: " + text + ", exit code: " + exitCode);
    }
}
