package io.smcontainers.launcher.outcome;

import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.spi.ErrorPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Finds in a process's last output why it failed: the line that a pattern knows, else the last lines. */
final class ErrorMessage {
    private static final int MAX_LINES = 20;
    private static final int MAX_CHARACTERS = 2_000;

    private ErrorMessage() {}

    /** Returns the cause, and below it the last lines of the output. */
    static String of(ProcessResult result, List<ErrorPattern> patterns) {
        List<String> stderr = lines(result.stderrTail());
        List<String> stdout = lines(result.stdoutTail());
        List<String> shown = last(stderr.isEmpty() ? stdout : stderr);
        Optional<String> cause = Stream.of(stderr, stdout)
                .map(lines -> lastMatch(lines, patterns))
                .flatMap(Optional::stream)
                .findFirst();
        List<String> message = new ArrayList<>();
        cause.filter(line -> shown.size() > 1 || !shown.contains(line)).ifPresent(message::add);
        message.addAll(shown);
        return String.join("\n", message);
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Optional<String> lastMatch(List<String> lines, List<ErrorPattern> patterns) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            for (ErrorPattern pattern : patterns) {
                Matcher matcher = pattern.line().matcher(lines.get(i));
                if (matcher.lookingAt()) {
                    return Optional.of(matcher.group().strip());
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> last(List<String> lines) {
        int from = lines.size();
        for (int length = 0; from > 0 && lines.size() - from < MAX_LINES && length < MAX_CHARACTERS; from--) {
            length += lines.get(from - 1).length();
        }
        return lines.subList(from, lines.size());
    }
}
