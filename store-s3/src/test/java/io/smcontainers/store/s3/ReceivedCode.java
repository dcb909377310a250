package io.smcontainers.store.s3;

import io.smcontainers.spi.CodeReceiver;
import io.smcontainers.spi.CodeRequest;
import io.smcontainers.spi.FetchLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fetches from a server into memory. */
final class ReceivedCode implements CodeReceiver, FetchLog {
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    final Map<String, byte[]> files = new LinkedHashMap<>();
    final Map<String, byte[]> archives = new LinkedHashMap<>();
    final List<String> log = new ArrayList<>();
    long expected;
    long received;

    private final Map<String, String> variables = new LinkedHashMap<>();

    ReceivedCode(ScriptedS3 server) {
        this(server.url());
    }

    ReceivedCode(String endpoint) {
        with("S3_ENDPOINT_URL", endpoint).with("AWS_REGION", "eu-west-1");
        with("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE").with("AWS_SECRET_ACCESS_KEY", SECRET);
    }

    ReceivedCode with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    ReceivedCode fetch(String location) throws IOException {
        new S3CodeStore().fetch(new CodeRequest(location, variables, this), this);
        return this;
    }

    @Override
    public void file(String name, boolean executable, InputStream content) throws IOException {
        files.put(name, content.readAllBytes());
    }

    @Override
    public void folder(String name) {
        throw new AssertionError("S3 has no folders, but got " + name);
    }

    @Override
    public void archive(String name, InputStream content) throws IOException {
        archives.put(name, content.readAllBytes());
    }

    @Override
    public void info(String message) {
        log.add(message);
    }

    @Override
    public synchronized void warn(String message) {
        log.add(message);
    }

    @Override
    public synchronized void expected(long bytes) {
        expected += bytes;
    }

    @Override
    public synchronized void received(long bytes) {
        received += bytes;
    }
}
