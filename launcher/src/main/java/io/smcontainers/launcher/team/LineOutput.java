package io.smcontainers.launcher.team;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the other end of a line has not taken yet. It is bounded: who does not read is given up, and nobody waits for it. */
final class LineOutput {
    /** Of a large message the JVM would keep a copy of the same size outside of the heap. */
    private static final int PIECE_BYTES = 16 * 1024;

    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean finished;
    private boolean overfull;

    /** Adds a message, unless there is to be nothing more. */
    synchronized void add(byte[] message) {
        if (finished || overfull) {
            return;
        }
        waiting.add(ByteBuffer.wrap(message));
        waitingBytes += message.length;
        overfull = waitingBytes > TeamMessage.MAX_BYTES;
    }

    /** Lets nothing follow what was added so far. */
    synchronized void finish() {
        finished = true;
    }

    /** Returns whether more waits than anybody who reads would leave. */
    synchronized boolean isOverfull() {
        return overfull;
    }

    /**
     * Writes as much as the other end takes at once.
     *
     * @return whether nothing is left
     */
    synchronized boolean writeTo(SocketChannel channel) throws IOException {
        while (!waiting.isEmpty()) {
            int written = writePiece(waiting.element(), channel);
            waitingBytes -= written;
            if (!waiting.element().hasRemaining()) {
                waiting.remove();
            } else if (written == 0) {
                return false;
            }
        }
        if (finished) {
            channel.shutdownOutput();
        }
        return true;
    }

    private static int writePiece(ByteBuffer message, SocketChannel channel) throws IOException {
        int end = message.limit();
        message.limit(Math.min(end, message.position() + PIECE_BYTES));
        int written = channel.write(message);
        message.limit(end);
        return written;
    }
}
