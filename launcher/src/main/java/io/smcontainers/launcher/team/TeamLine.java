package io.smcontainers.launcher.team;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line to another host. Both ends speak at least once a second, so silence says that the other is gone. Any thread may send;
 * everything else is the business of the thread of {@link TeamLines}.
 */
final class TeamLine {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Duration silence;
    private final Consumer<TeamLine> hasOutput;
    private final LineInput input = new LineInput();
    private final LineOutput output = new LineOutput();
    private Deadline deadline;
    private volatile @Nullable String host;

    /**
     * Takes a connection.
     *
     * @param key by which it is watched
     * @param silence after which the other end is gone
     * @param hasOutput told, in any thread, that there is something to write
     */
    TeamLine(SelectionKey key, Duration silence, Consumer<TeamLine> hasOutput) {
        this.channel = (SocketChannel) key.channel();
        this.key = key;
        this.silence = silence;
        this.hasOutput = hasOutput;
        this.deadline = Deadline.in(silence);
    }

    /** Sends a message, and does not wait until it has arrived; if it never does, the line's end will be told. */
    void send(TeamMessage message) {
        send(message.toBytes());
    }

    /** Sends a message that others get too. */
    void send(byte[] message) {
        output.add(message);
        hasOutput.accept(this);
    }

    /** Sends nothing more, and lets the other end read what was sent. */
    void finish() {
        output.finish();
        hasOutput.accept(this);
    }

    /** Notes who is at the other end: from now on it may say more than its name, and has to say that it is there. */
    void belongsTo(String name) {
        host = name;
        deadline = Deadline.in(silence);
    }

    /** Returns who is at the other end; null for a stranger. */
    @Nullable
    String host() {
        return host;
    }

    /**
     * Fills a buffer with what has arrived.
     *
     * @throws IOException saying in words for people why there will be nothing more
     */
    void receive(ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (read(buffer) < 0) {
            throw new IOException("its connection was closed");
        }
        buffer.flip();
        if (host != null) {
            deadline = Deadline.in(silence);
        }
    }

    /**
     * Returns the next message of such a buffer; null if there is no whole one any more.
     *
     * @throws IOException saying in words for people why there will be no more
     */
    @Nullable
    TeamMessage next(ByteBuffer buffer) throws IOException {
        while (true) {
            String text = input.next(buffer, host == null ? TeamMessage.SHORT_BYTES : TeamMessage.MAX_BYTES);
            TeamMessage message = text == null ? null : TeamMessage.parse(text).orElse(null);
            if (text == null || message != null) {
                return message;
            }
        }
    }

    private int read(ByteBuffer buffer) throws IOException {
        try {
            return channel.read(buffer);
        } catch (IOException e) {
            throw new IOException("its connection was closed: " + e.getMessage(), e);
        }
    }

    /** Writes what waits; if that fails, reading will say why. */
    void write() {
        try {
            if (key.isValid()) {
                key.interestOps(
                        output.writeTo(channel) ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Returns when the other end counts as gone, if it says nothing until then: a stranger has to say by then who it is. */
    Deadline deadline() {
        return deadline;
    }

    /** Returns why the other end counts as gone; empty if it does not. */
    Optional<String> fault() {
        if (output.isOverfull()) {
            return Optional.of("it does not take what it is told");
        }
        return deadline.isPast()
                ? Optional.of("nothing was heard of it for " + silence.toMillis() / 1000.0 + " s")
                : Optional.empty();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
    }
}
