package io.smcontainers.launcher.host;

import io.smcontainers.core.Cluster;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.log.JobLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Waits until every host of the job has an address: hosts start at different times, and the platform's name service learns of
 * them late. All hosts are asked at the same time, again and again with growing pauses.
 */
public final class HostWait {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration LAST_ROUND = Duration.ofSeconds(10);
    private static final int MAX_NAMED = 10;

    private final HostResolver resolver;
    private final Clock clock;
    private final Pause pause;
    private final JobLog log;

    HostWait(HostResolver resolver, Clock clock, Pause pause, JobLog log) {
        this.resolver = resolver;
        this.clock = clock;
        this.pause = pause;
        this.log = log;
    }

    /**
     * Waits as long as it takes, or until it is interrupted, if the job has other hosts than this one. In SageMaker Studio's local mode names never
     * resolve, and nobody waits.
     *
     * @param cluster the hosts
     * @param variables of the process; SM_STUDIO_LOCAL_MODE=true skips the wait
     * @param log says who is missing
     * @throws InterruptedException if the wait should end at once
     * @throws JobException with code DEPENDENCY_UNAVAILABLE naming the hosts that did not show up within 15 minutes
     */
    public static void await(Cluster cluster, Map<String, String> variables, JobLog log) throws InterruptedException {
        await(cluster.hosts(), cluster, variables, log);
    }

    /**
     * Waits for some of the hosts, as {@link #await(Cluster, Map, JobLog)} does for all: the others may have ended already.
     *
     * @param needed which
     * @throws InterruptedException if the wait should end at once
     * @throws JobException with code DEPENDENCY_UNAVAILABLE naming the hosts that did not show up within 15 minutes
     */
    public static void await(List<String> needed, Cluster cluster, Map<String, String> variables, JobLog log)
            throws InterruptedException {
        boolean alone = needed.equals(List.of(cluster.currentHost()));
        boolean studio = "true".equalsIgnoreCase(variables.get("SM_STUDIO_LOCAL_MODE"));
        if (!alone && !studio) {
            new HostWait(HostResolver.system(), Clock.systemUTC(), time -> Thread.sleep(time.toMillis()), log)
                    .await(needed);
        }
    }

    void await(List<String> hosts) throws InterruptedException {
        Instant deadline = clock.instant().plus(LIMIT);
        Duration next = FIRST_PAUSE;
        List<String> missing = new NameSearch(resolver, hosts).missing(LIMIT);
        while (!missing.isEmpty()) {
            if (!clock.instant().isBefore(deadline)) {
                throw new JobException(
                        ErrorCode.DEPENDENCY_UNAVAILABLE,
                        "no address for " + named(missing) + " after " + LIMIT.toMinutes() + " minutes ("
                                + missing.size() + " of " + hosts.size()
                                + " hosts): did their containers start, and are they on the same network?");
            }
            log.info("waiting for " + named(missing) + ": no address yet (" + missing.size() + " of " + hosts.size()
                    + ")");
            pause.pause(next);
            next = min(next.multipliedBy(2), LONGEST_PAUSE);
            Duration left = Duration.between(clock.instant(), deadline);
            missing = new NameSearch(resolver, missing).missing(max(left, LAST_ROUND));
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static String named(List<String> hosts) {
        String names = String.join(", ", hosts.subList(0, Math.min(MAX_NAMED, hosts.size())));
        return hosts.size() > MAX_NAMED ? names + " and " + (hosts.size() - MAX_NAMED) + " more" : names;
    }

    /** Lets time pass between two rounds. */
    @FunctionalInterface
    interface Pause {
        /** Waits for that long. */
        void pause(Duration time) throws InterruptedException;
    }
}
