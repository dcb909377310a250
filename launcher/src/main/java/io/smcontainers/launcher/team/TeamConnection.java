package io.smcontainers.launcher.team;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A line to another host. Both ends speak at least once a second, so silence says that the other is gone. */
final class TeamConnection implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 1024 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Duration silence;
    private boolean finished;

    TeamConnection(Socket socket, Duration silence) throws IOException {
        this.socket = socket;
        this.silence = silence;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) silence.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Sends a message; if that fails the reader will learn of it, and tell. */
    void send(TeamMessage message) {
        byte[] line = (message.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            synchronized (out) {
                if (!finished) {
                    out.write(line);
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    /**
     * Returns the next message.
     *
     * @throws IOException saying in words for people why there will be none
     */
    TeamMessage receive() throws IOException {
        while (true) {
            Optional<TeamMessage> message = TeamMessage.parse(readLine());
            if (message.isPresent()) {
                return message.get();
            }
        }
    }

    /** Not a BufferedReader, which would take a line of any length. */
    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new IOException("its connection was closed");
                }
                if (line.size() >= MAX_LINE_BYTES) {
                    throw new IOException("it sent what is no message of ours");
                }
                line.write(b);
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("nothing was heard of it for " + silence.toMillis() / 1000.0 + " s", e);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Sends nothing more, and lets the other end read what was sent. */
    void finish() {
        try {
            synchronized (out) {
                finished = true;
            }
            socket.shutdownOutput();
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
    }
}
