package io.smcontainers.testing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a job ended.
 *
 * @param status what DescribeTrainingJob would say
 * @param hosts how it ended on each host, in the order of the hosts
 */
public record TrainingJobResult(JobStatus status, List<HostResult> hosts) {
    /** Copies the list. */
    public TrainingJobResult {
        hosts = List.copyOf(hosts);
    }

    /**
     * Returns how it ended on a host.
     *
     * @throws IllegalArgumentException if the job had no such host
     */
    public HostResult host(String name) {
        return hosts.stream()
                .filter(host -> host.host().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there was no host '" + name + "', only "
                        + hosts.stream().map(HostResult::host).toList()));
    }

    /** Returns how it ended on the first host, which is the only one of most jobs. */
    public HostResult first() {
        return hosts.get(0);
    }

    /** Returns the exit code of the first host. */
    public int exitCode() {
        return first().exitCode();
    }

    /** Returns the log of the first host. */
    public JobLog log() {
        return first().log();
    }

    /** Returns the model of the first host. */
    public JobFiles model() {
        return first().model();
    }

    /** Returns what FailureReason would be: that of the host that failed first, if the job failed. */
    public Optional<String> failureReason() {
        return status != JobStatus.FAILED
                ? Optional.empty()
                : hosts.stream()
                        .filter(host -> host.exitCode() != 0)
                        .min(Comparator.comparing(HostResult::ended))
                        .flatMap(HostResult::failureReason);
    }

    /** Tells what somebody wants to know whose test failed: codes, reasons, and the ends of the logs. */
    @Override
    public String toString() {
        return status
                + hosts.stream()
                        .map(host -> "\n" + host.host() + ": exit code " + host.exitCode()
                                + host.failureReason()
                                        .map(reason -> ", " + reason)
                                        .orElse("") + "\n"
                                + host.log().tail(100))
                        .collect(Collectors.joining());
    }
}
