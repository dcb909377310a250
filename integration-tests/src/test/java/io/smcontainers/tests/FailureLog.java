package io.smcontainers.tests;

import io.smcontainers.launcher.process.ProcessResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a program printed that failed, and what a person should read of it first: a folder with the files {@code stderr}, {@code
 * stdout} and {@code expected}, of which the first two may be missing. {@code @noise@} on a line of its own stands for 200 KB of log
 * lines.
 *
 * @param name of the folder
 * @param result what was printed
 * @param expected texts that must be in what is read first
 * @param unexpected texts that must not be in the summary that comes first
 */
record FailureLog(String name, ProcessResult result, List<String> expected, List<String> unexpected) {
    private static final String NOT = "not:";
    private static final String NOISE_MARK = "@noise@\n";
    private static final String NOISE_LINE =
            "2026-01-31 12:00:00,123 - trainer - INFO - step %05d loss 0.1234 lr 0.001 (checkpoint saved)\n";
    private static final int NOISE_CHARACTERS = 200_000;

    /** Returns all logs in a folder. */
    static Stream<FailureLog> in(Path folder) {
        try (Stream<Path> logs = Files.list(folder)) {
            return logs.sorted().map(FailureLog::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FailureLog read(Path folder) {
        List<String> lines = text(folder.resolve("expected")).lines().toList();
        return new FailureLog(
                folder.getFileName().toString(),
                new ProcessResult(1, text(folder.resolve("stdout")), text(folder.resolve("stderr"))),
                lines.stream().filter(line -> !line.startsWith(NOT)).toList(),
                lines.stream()
                        .filter(line -> line.startsWith(NOT))
                        .map(line -> line.substring(NOT.length()).strip())
                        .toList());
    }

    private static String text(Path file) {
        try {
            // Not readString: some logs hold what is not UTF-8.
            String text = Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
            return text.contains(NOISE_MARK) ? text.replace(NOISE_MARK, noise()) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String noise() {
        StringBuilder noise = new StringBuilder();
        for (int i = 0; noise.length() < NOISE_CHARACTERS; i++) {
            noise.append(NOISE_LINE.formatted(i));
        }
        return noise.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
