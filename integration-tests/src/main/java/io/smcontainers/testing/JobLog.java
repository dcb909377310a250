package io.smcontainers.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a container wrote, in the order in which it arrived.
 *
 * @param lines all lines
 */
public record JobLog(List<LogLine> lines) {
    /** Copies the lines. */
    public JobLog {
        lines = List.copyOf(lines);
    }

    /** Returns what went to standard output, with an end after each line. */
    public String stdout() {
        return text(List.of(LogLine.Stream.STDOUT));
    }

    /** Returns what went to standard error, with an end after each line. */
    public String stderr() {
        return text(List.of(LogLine.Stream.STDERR));
    }

    /** Returns all of it, as CloudWatch shows it. */
    public String merged() {
        return text(List.of(LogLine.Stream.values()));
    }

    /** Returns the first line that contains this text. */
    public Optional<LogLine> first(String text) {
        return lines.stream().filter(line -> line.text().contains(text)).findFirst();
    }

    /** Returns the last lines, for a message. */
    String tail(int count) {
        List<LogLine> last = new ArrayList<>(lines.subList(Math.max(0, lines.size() - count), lines.size()));
        return last.stream().map(LogLine::text).collect(Collectors.joining("\n"));
    }

    private String text(List<LogLine.Stream> streams) {
        return lines.stream()
                .filter(line -> streams.contains(line.stream()))
                .map(line -> line.text() + "\n")
                .collect(Collectors.joining());
    }
}
