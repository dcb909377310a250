package io.smcontainers.store.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on a free port of this machine that answers as a test says, also in ways in which no real S3 can be made to answer:
 * that a bucket is elsewhere, half an object, nothing at all. Each answer ends its connection.
 */
public final class ScriptedS3 implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 22;

    private final ServerSocket listening;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Thread accepting;

    /**
     * Starts a server.
     *
     * @param script answers each request
     */
    public ScriptedS3(Script script) {
        this.script = script;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.accepting = start(this::accept);
    }

    /** Returns what to set S3_ENDPOINT_URL to. */
    public String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** Returns what has been asked so far. */
    public List<Request> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            if (isTls(in)) {
                // So does any server that knows only plain HTTP.
                new Answer(socket).send(400, new byte[0]);
                return;
            }
            Request request = Request.read(in, socket.getOutputStream());
            requests.add(request);
            script.answer(request, new Answer(socket));
        } catch (IOException e) {
            // The client has gone, as it may.
        }
    }

    private static boolean isTls(InputStream in) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first == TLS_HANDSHAKE;
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "scripted-s3");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Returns when nobody listens any more: a thread in accept(2) takes a connection that comes before it sees the end. */
    @Override
    public void close() {
        try {
            listening.close();
            accepting.join();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a test has the server do. */
    public interface Script {
        /** Answers one request. */
        void answer(Request request, Answer answer) throws IOException;
    }

    /**
     * A request.
     *
     * @param method as in HTTP
     * @param target path and query, as sent
     * @param headers by name in lower case
     * @param body what it brings
     */
    public record Request(String method, String target, Map<String, String> headers, byte[] body) {
        private static Request read(InputStream in, OutputStream out) throws IOException {
            String[] line = line(in).split(" ");
            Map<String, String> headers = new LinkedHashMap<>();
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            if (headers.containsKey("expect")) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            return new Request(line[0], line[1], headers, in.readNBytes(length));
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the request breaks off");
                }
                line.append((char) c);
            }
            return line.toString().strip();
        }

        /** Returns a header, or an empty text. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** Returns where a range begins that is asked for; 0 without one. */
        public int from() {
            String range = header("range");
            return range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        }

        /** Returns whether this is a request for a list of keys. */
        public boolean isList() {
            return target.contains("list-type=2");
        }
    }

    /** Writes an answer. */
    public static final class Answer {
        private final Socket socket;
        private final List<String> headers = new ArrayList<>();

        private Answer(Socket socket) {
            this.socket = socket;
        }

        /** Adds a header. */
        public Answer header(String name, String value) {
            headers.add(name + ": " + value);
            return this;
        }

        /** Sends an answer with a body. */
        public void send(int status, byte[] body) throws IOException {
            sendPart(status, body, 0, body.length, body.length);
        }

        /** Sends an error as S3 does. */
        public void error(int status, String code, String message) throws IOException {
            String xml = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>" + message
                    + "</Message><RequestId>1</RequestId></Error>";
            header("Content-Type", "application/xml").send(status, xml.getBytes(StandardCharsets.UTF_8));
        }

        /** Sends an answer that is the object from some byte on, as the request asks for it. */
        public void object(Request request, byte[] content) throws IOException {
            cut(request, content, content.length);
        }

        /** Sends the object as {@link #object} does, and breaks off before a byte of it. */
        public void cut(Request request, byte[] content, int before) throws IOException {
            int from = request.from();
            if (from > 0) {
                header("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            sendPart(from > 0 ? 206 : 200, content, from, Math.max(from, before), content.length);
        }

        /** Sends the bytes from one to another, having announced all up to an end. */
        public void sendPart(int status, byte[] body, int from, int to, int end) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
            head.append("Content-Length: ").append(end - from).append("\r\nConnection: close\r\n");
            headers.forEach(header -> head.append(header).append("\r\n"));
            OutputStream out = socket.getOutputStream();
            out.write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body, from, to - from);
            out.flush();
        }

        /** Sends the object byte by byte, slower than anybody can wait for, until the client goes. */
        public void trickle(byte[] content) throws IOException {
            sendPart(200, content, 0, 0, content.length);
            // A client that has given up sends its end, which ends the wait for more of it.
            socket.setSoTimeout(100);
            for (int at = 0; at < content.length; at++) {
                socket.getOutputStream().write(content[at]);
                awaitClient();
            }
        }

        private void awaitClient() throws IOException {
            try {
                if (socket.getInputStream().read() < 0) {
                    throw new IOException("the client has gone");
                }
            } catch (SocketTimeoutException e) {
                // It still waits.
            }
        }

        /** Never says anything more, until the client goes or the server is closed. */
        public void hang() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // What the client says does not matter.
            }
        }
    }
}
