package io.smcontainers.launcher.team;

import io.smcontainers.launcher.outcome.Outcome;
import io.smcontainers.launcher.process.JobSignals;
import java.time.Duration;
import java.util.Map;

/**
 * The team of a host that has nobody to speak to.
 *
 * @param signals the job's
 */
public record LoneHost(JobSignals signals) implements HostTeam {
    @Override
    public String awaitLeaderKey() {
        return "";
    }

    @Override
    public void sayReady(String key) {}

    @Override
    public Map<String, String> awaitReady() {
        return Map.of();
    }

    @Override
    public boolean awaitEnd(Duration grace) {
        return true;
    }

    @Override
    public Outcome conclude(Outcome own) {
        return own;
    }

    @Override
    public void close() {}
}
