package io.smcontainers.launcher.team;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Where the leader lets the other hosts in. They may wait there before anybody looks. */
final class TeamDoor implements AutoCloseable {
    private static final int STRANGERS = 64;

    private final TeamSettings settings;
    private final ServerSocketChannel server;

    private TeamDoor(TeamSettings settings, ServerSocketChannel server) {
        this.settings = settings;
        this.server = server;
    }

    /**
     * Returns a door.
     *
     * @throws JobException if the port is taken
     */
    static TeamDoor at(TeamSettings settings) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open();
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(new InetSocketAddress(settings.port()), places(settings));
            server.configureBlocking(false);
            return new TeamDoor(settings, server);
        } catch (IOException e) {
            throw new JobException(
                    ErrorCode.IO_FAILED,
                    "port " + settings.port() + ", on which " + settings.host()
                            + " listens to the other hosts, cannot be had: " + e.getMessage() + "; set "
                            + TeamPort.VARIABLE + " to another one on all hosts",
                    e);
        }
    }

    /** Returns how many there may be at a time who have not said who they are: each host, and some that are none of the team. */
    static int places(TeamSettings settings) {
        return settings.hosts().size() + STRANGERS;
    }

    /** Has somebody told when there is who wants to come in. */
    SelectionKey register(Selector selector) throws IOException {
        return server.register(selector, SelectionKey.OP_ACCEPT, this);
    }

    /** Returns the next one of those that came through the job's network; null if there is none now. */
    @Nullable
    SocketChannel next() throws IOException {
        SocketChannel guest = server.accept();
        while (guest != null && !isInside(guest.socket().getLocalAddress())) {
            guest.close();
            guest = server.accept();
        }
        return guest;
    }

    /** What arrives through another network than the job's is nobody of ours. */
    private boolean isInside(InetAddress local) throws IOException {
        if (local.isLoopbackAddress()) {
            return true;
        }
        NetworkInterface through = NetworkInterface.getByInetAddress(local);
        return through == null
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
