package io.smcontainers.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An S3 of our own: s3proxy in a process of its own, on a free port of this machine. It checks signatures. A bucket is a folder,
 * an object a file.
 */
final class S3Proxy implements AutoCloseable {
    static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private static final Pattern STARTED = Pattern.compile("Started .*ServerConnector.*\\{[0-9.]+:(\\d+)\\}");

    private final Process process;
    private final Path folder;
    private final int port;

    private S3Proxy(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param folder for buckets and settings, an empty one
     */
    static S3Proxy start(Path folder) throws IOException {
        return start(folder, "127.0.0.1");
    }

    /** Starts a server that listens on all addresses, for containers to reach it. */
    static S3Proxy startForContainers(Path folder) throws IOException {
        return start(folder, "0.0.0.0");
    }

    private static S3Proxy start(Path folder, String address) throws IOException {
        Path buckets = Files.createDirectories(folder.resolve("buckets"));
        Properties settings = new Properties();
        settings.setProperty("s3proxy.endpoint", "http://" + address + ":0");
        settings.setProperty("s3proxy.authorization", "aws-v2-or-v4");
        settings.setProperty("s3proxy.identity", KEY_ID);
        settings.setProperty("s3proxy.credential", SECRET);
        // Session tokens and checksums are sent in headers that it does not know.
        settings.setProperty("s3proxy.ignore-unknown-headers", "true");
        settings.setProperty("jclouds.provider", "filesystem-nio2");
        settings.setProperty("jclouds.filesystem.basedir", buckets.toString());
        settings.setProperty("jclouds.identity", "none");
        settings.setProperty("jclouds.credential", "none");
        Path file = folder.resolve("s3proxy.properties");
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-jar",
                        System.getProperty("s3proxy.jar"),
                        "--properties",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        return new S3Proxy(process, buckets, portOf(process));
    }

    private static int portOf(Process process) throws IOException {
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                drain(log);
                return Integer.parseInt(started.group(1));
            }
        }
        process.destroyForcibly();
        throw new AssertionError("s3proxy does not start: " + said);
    }

    /** A full pipe would stop it. */
    private static void drain(BufferedReader log) {
        Thread thread = new Thread(() -> log.lines().forEach(line -> {}), "s3proxy-log");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns what to set S3_ENDPOINT_URL to. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns what a container that knows this machine as {@code host.docker.internal} sets S3_ENDPOINT_URL to. */
    String urlForContainers() {
        return "http://host.docker.internal:" + port;
    }

    /** Returns the variables of a job that may do everything here. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("S3_ENDPOINT_URL", url());
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_ACCESS_KEY_ID", KEY_ID);
        variables.put("AWS_SECRET_ACCESS_KEY", SECRET);
        return variables;
    }

    /** Returns a bucket's folder, which makes the bucket. */
    Path bucket(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where an object lies, whose folders are made. */
    Path object(String bucket, String key) {
        try {
            Path file = bucket(bucket).resolve(key);
            Files.createDirectories(file.getParent());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
