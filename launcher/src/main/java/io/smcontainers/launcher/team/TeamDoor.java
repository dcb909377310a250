package io.smcontainers.launcher.team;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.launcher.log.JobLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Where the leader lets the other hosts in. Each is listened to in a thread of its own. */
final class TeamDoor implements AutoCloseable {
    /** 200 hosts have 200 threads, which only wait. */
    private static final long STACK_BYTES = 256 * 1024;

    private final TeamSettings settings;
    private final JobLog log;
    private final ServerSocket server;

    private TeamDoor(TeamSettings settings, JobLog log, ServerSocket server) {
        this.settings = settings;
        this.log = log;
        this.server = server;
    }

    /**
     * Returns a door at which others may wait already, but nobody is let in yet.
     *
     * @throws JobException if the port is taken
     */
    static TeamDoor at(TeamSettings settings, JobLog log) {
        return new TeamDoor(settings, log, listening(settings));
    }

    /**
     * Lets others in, and returns at once.
     *
     * @param guest told of each connection, in a thread of its own
     */
    void letIn(Consumer<TeamConnection> guest) {
        start("team-door", () -> admitAll(guest));
    }

    private static ServerSocket listening(TeamSettings settings) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(settings.port()), settings.hosts().size());
            return server;
        } catch (IOException e) {
            throw new JobException(
                    ErrorCode.IO_FAILED,
                    "port " + settings.port() + ", on which " + settings.host()
                            + " listens to the other hosts, cannot be had: " + e.getMessage() + "; set "
                            + TeamPort.VARIABLE + " to another one on all hosts",
                    e);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    private void admitAll(Consumer<TeamConnection> guest) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start("team-member", () -> receive(socket, guest));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    log.warn("no more hosts can join: " + e.getMessage());
                }
                return;
            }
        }
    }

    private void receive(Socket socket, Consumer<TeamConnection> guest) {
        try (TeamConnection connection =
                new TeamConnection(socket, settings.times().silence())) {
            if (isInside(socket.getLocalAddress())) {
                guest.accept(connection);
            }
        } catch (IOException e) {
            log.debug("a connection broke before it said anything: " + e.getMessage());
        }
    }

    /** What arrives through another network than the job's is nobody of ours. */
    private boolean isInside(InetAddress local) throws IOException {
        NetworkInterface through = NetworkInterface.getByInetAddress(local);
        return local.isLoopbackAddress()
                || through == null
                || NetworkInterface.getByName(settings.networkInterface()) == null
                || through.getName().equals(settings.networkInterface());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // Nobody listens any more, which is all that was wanted.
        }
    }
}
