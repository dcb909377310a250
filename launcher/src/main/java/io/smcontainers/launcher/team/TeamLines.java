package io.smcontainers.launcher.team;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * All lines of this host, in one thread, however many there are: reads, writes, says once a second that this host is there, and
 * notices who does not. It waits for nobody but all of them, so none can hold up the others.
 */
final class TeamLines implements AutoCloseable {
    private static final byte[] BEAT = new TeamMessage.Beat().toBytes();
    private static final int BUFFER_BYTES = 16 * 1024;

    private final TeamSettings settings;
    private final LineListener listener;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Set<TeamLine> lines = new LinkedHashSet<>();
    private final Queue<TeamLine> toWrite = new ConcurrentLinkedQueue<>();
    private @Nullable SelectionKey doorKey;
    private Deadline nextBeat = Deadline.in(Duration.ZERO);
    private Deadline nextLook = nextBeat;
    private volatile boolean closed;

    TeamLines(TeamSettings settings, LineListener listener) {
        this.settings = settings;
        this.listener = listener;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new JobException(ErrorCode.IO_FAILED, "no way to wait for other hosts: " + e, e);
        }
    }

    /** Lets others in, from the start. */
    void open(TeamDoor door) throws IOException {
        doorKey = door.register(selector);
    }

    /** Adds a connection, before the start or in the thread of the lines. */
    TeamLine add(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.socket().setTcpNoDelay(true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        TeamLine line = new TeamLine(key, settings.times().silence(), this::hasOutput);
        key.attach(line);
        lines.add(line);
        return line;
    }

    private void hasOutput(TeamLine line) {
        toWrite.add(line);
        selector.wakeup();
    }

    /** Serves the lines until this is closed; then sends what the others take at once. */
    void serve() throws IOException {
        while (!closed) {
            writeWaiting();
            selector.select(this::serve, nextLook.left().toMillis() + 1);
            // After the reading, so that nobody counts as silent because this host was too busy to listen.
            if (nextLook.isPast()) {
                look();
            }
        }
        writeWaiting();
    }

    /** Closes all lines, after {@link #serve()} or in its place. */
    void closeAll() {
        lines.forEach(TeamLine::close);
        try {
            selector.close();
        } catch (IOException e) {
            // Nothing is read from it any more.
        }
    }

    private void writeWaiting() {
        for (TeamLine line = toWrite.poll(); line != null; line = toWrite.poll()) {
            line.write();
        }
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof TeamDoor door) {
            letIn(door, key);
        } else if (key.attachment() instanceof TeamLine line) {
            if (key.isValid() && key.isWritable()) {
                line.write();
            }
            if (key.isValid() && key.isReadable()) {
                read(line);
            }
        }
    }

    private void read(TeamLine line) {
        try {
            line.receive(buffer);
            TeamMessage message = line.next(buffer);
            while (message != null) {
                if (!listener.heard(line, message)) {
                    drop(line);
                    return;
                }
                message = line.next(buffer);
            }
        } catch (IOException e) {
            end(line, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // The others' lines are to go on, whatever this one said.
            end(line, "it said what was not understood: " + e);
        }
    }

    private void drop(TeamLine line) {
        lines.remove(line);
        line.close();
    }

    private void end(TeamLine line, String why) {
        drop(line);
        listener.ended(line, why);
    }

    private void letIn(TeamDoor door, SelectionKey key) {
        try {
            for (SocketChannel guest = door.next(); guest != null; guest = door.next()) {
                add(guest);
                makeRoom();
            }
        } catch (IOException e) {
            // Most likely there are too many open files. It would be tried again and again; the next look is soon
            // enough.
            key.interestOps(0);
        }
    }

    /** Whoever has said nothing for longest has to go: a host says at once who it is. */
    private void makeRoom() {
        List<TeamLine> strangers =
                lines.stream().filter(line -> line.host() == null).toList();
        if (strangers.size() > TeamDoor.places(settings)) {
            drop(strangers.get(0));
        }
    }

    /** Says that this host is there, if it is time to, and ends the lines of those who do not say so. */
    private void look() {
        boolean beats = nextBeat.isPast();
        if (beats) {
            nextBeat = Deadline.in(settings.times().beat());
        }
        nextLook = nextBeat;
        for (TeamLine line : List.copyOf(lines)) {
            Optional<String> fault = line.fault();
            if (fault.isPresent()) {
                end(line, fault.get());
            } else {
                nextLook = nextLook.or(line.deadline());
                if (beats && line.host() != null) {
                    line.send(BEAT);
                }
            }
        }
        if (doorKey != null) {
            doorKey.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}
