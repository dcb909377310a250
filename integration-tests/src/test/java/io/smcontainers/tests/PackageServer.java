package io.smcontainers.tests;

import io.smcontainers.store.s3.ScriptedS3;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * CodeArtifact, as far as a job sees it: gives out a token to whoever has credentials, and packages to whoever has the token.
 * While somebody asks for packages it looks at the arguments of all processes of the machine.
 */
final class PackageServer implements AutoCloseable {
    /** As long, and of the same letters, as a real one. */
    static final String TOKEN =
            "eyJ2ZXIiOjEsImlzdSI6MTY0fQ." + "QmFzZTY0-VGV4dF9vZi1hLXRva2Vu".repeat(40) + ".c2lnbmF0dXJl_-4";

    private final ScriptedS3 server = new ScriptedS3(this::answer);
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Set<String> commandLines = ConcurrentHashMap.newKeySet();
    private volatile int refusals;

    /** Returns what to set AWS_ENDPOINT_URL_CODEARTIFACT to. */
    String url() {
        return server.url();
    }

    /** Returns the arguments of all processes that ran while packages were fetched. */
    Set<String> commandLines() {
        return commandLines;
    }

    /** Returns how often somebody came without the token. */
    int refusals() {
        return refusals;
    }

    /** Offers a wheel with one module. */
    PackageServer wheel(String name, String code) {
        String info = name + "-1.0.dist-info/";
        files.put(
                name + "/" + name + "-1.0-py3-none-any.whl",
                zip(Map.of(
                        name + ".py",
                        code,
                        info + "METADATA",
                        "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n",
                        info + "WHEEL",
                        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                        info + "RECORD",
                        name + ".py,,\n")));
        return this;
    }

    /** Offers a package that has to be built first, by code of its own that needs another package. */
    PackageServer source(String name, String buildRequirement, String buildCode) {
        files.put(
                name + "/" + name + "-1.0.zip",
                zip(Map.of(
                        name + "-1.0/pyproject.toml",
                        "[build-system]\nrequires = ['" + buildRequirement
                                + "']\nbuild-backend = 'backend'\nbackend-path = ['.']\n",
                        name + "-1.0/backend.py",
                        buildCode,
                        name + "-1.0/PKG-INFO",
                        "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n")));
        return this;
    }

    private void answer(ScriptedS3.Request request, ScriptedS3.Answer answer) throws IOException {
        String path = request.target();
        if (path.startsWith("/v1/")) {
            answerApi(path, request, answer);
            return;
        }
        sampleCommandLines();
        String login = "Basic " + Base64.getEncoder().encodeToString(("aws:" + TOKEN).getBytes(StandardCharsets.UTF_8));
        if (!request.header("authorization").equals(login)) {
            refusals++;
            answer.header("WWW-Authenticate", "Basic realm=\"codeartifact\"").send(401, new byte[0]);
            return;
        }
        String name = path.replaceFirst("^/pypi/store/simple/", "");
        if (files.containsKey(name)) {
            answer.header("Content-Type", "application/octet-stream").send(200, files.get(name));
        } else {
            sendLinks(name, answer);
        }
    }

    private void answerApi(String path, ScriptedS3.Request request, ScriptedS3.Answer answer) throws IOException {
        boolean isSigned = request.header("authorization").contains("/eu-west-1/codeartifact/aws4_request");
        boolean isOurs = path.contains("domain=ml&") && path.contains("domain-owner=123456789012");
        if (!isSigned || !isOurs) {
            answer.header("x-amzn-ErrorType", "ResourceNotFoundException")
                    .send(404, json("{\"message\":\"Domain not found\"}"));
        } else if (path.startsWith("/v1/authorization-token")
                && request.method().equals("POST")) {
            answer.send(200, json("{\"authorizationToken\":\"" + TOKEN + "\",\"expiration\":1.7E9}"));
        } else {
            answer.send(200, json("{\"repositoryEndpoint\":\"" + url() + "/pypi/store/\"}"));
        }
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void sendLinks(String folder, ScriptedS3.Answer answer) throws IOException {
        StringBuilder links = new StringBuilder("<!DOCTYPE html><html><body>");
        for (String file : files.keySet()) {
            if (file.startsWith(folder)) {
                String name = file.substring(folder.length());
                links.append("<a href=\"")
                        .append(name)
                        .append("\">")
                        .append(name)
                        .append("</a>");
            }
        }
        boolean isThere = links.indexOf("<a ") >= 0;
        answer.header("Content-Type", "text/html").send(isThere ? 200 : 404, json(links + "</body></html>"));
    }

    private void sampleCommandLines() throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path process : processes) {
                commandLines.add(commandLine(process));
            }
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    private static byte[] zip(Map<String, String> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.close();
    }
}
