package io.smcontainers.launcher.team;

import io.smcontainers.launcher.host.HostAddress;
import io.smcontainers.launcher.log.JobLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Looks for the leader, who may start later than this host, until it answers. */
final class LeaderSearch {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration FIRST_REPORT = Duration.ofSeconds(5);
    private static final Duration REPORT = Duration.ofSeconds(30);

    private final TeamSettings settings;
    private final JobLog log;
    private final long startNanos = System.nanoTime();
    private long nextReportNanos = startNanos + FIRST_REPORT.toNanos();

    LeaderSearch(TeamSettings settings, JobLog log) {
        this.settings = settings;
        this.log = log;
    }

    /**
     * Returns a connection to the leader.
     *
     * @throws IOException if it does not answer in time
     */
    SocketChannel connect() throws IOException, InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return connected();
            } catch (UnknownHostException e) {
                report("its name has no address yet");
            } catch (IOException e) {
                report(String.valueOf(e.getMessage()));
            }
            Thread.sleep(pause.toMillis());
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
    }

    private SocketChannel connected() throws IOException {
        InetAddress address = HostAddress.of(settings.leader());
        SocketChannel channel = SocketChannel.open();
        try {
            // Of the channel itself, only the system would say when to give up.
            channel.socket().connect(new InetSocketAddress(address, settings.port()), (int) CONNECT_LIMIT.toMillis());
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void report(String why) throws IOException {
        long now = System.nanoTime();
        if (now - startNanos > settings.times().join().toNanos()) {
            throw new IOException("it did not answer on port " + settings.port() + " within "
                    + settings.times().join().toSeconds() + " s (" + why + "); did it start, with the same train?");
        }
        if (now - nextReportNanos > 0) {
            log.info("waiting for " + settings.leader() + ", which leads: " + why);
            nextReportNanos = now + REPORT.toNanos();
        }
    }
}
