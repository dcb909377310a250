package io.smcontainers.launcher.cause;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines that one process wrote to a stream that it shares with others.
 *
 * @param label the process: {@code rank 1}; empty for lines that do not say
 * @param lines without prefixes
 * @param numbers of each line among all lines of the stream
 */
record RankLines(String label, List<String> lines, List<Integer> numbers) {
    private static final int MAX_PREFIXES = 3;

    /** Tells the lines of a stream apart by the process that wrote them. */
    static List<RankLines> split(List<String> stream) {
        Map<String, RankLines> ranks = new LinkedHashMap<>();
        for (int i = 0; i < stream.size(); i++) {
            String line = stream.get(i);
            String label = "";
            Optional<RankPrefix> prefix = RankPrefix.of(line);
            for (int count = 0; prefix.isPresent() && count < MAX_PREFIXES; count++) {
                label = prefix.get().label();
                // Of a line that was written in pieces, mpirun marks each piece.
                line = line.substring(prefix.get().length())
                        .replace(line.substring(0, prefix.get().length()), "");
                prefix = RankPrefix.of(line.stripLeading());
                line = prefix.isPresent() ? line.stripLeading() : line;
            }
            RankLines rank =
                    ranks.computeIfAbsent(label, name -> new RankLines(name, new ArrayList<>(), new ArrayList<>()));
            rank.lines.add(line);
            rank.numbers.add(i);
        }
        return ranks.values().stream().map(RankLines::withoutBlankBehindPrefix).toList();
    }

    /** Some put a blank behind the prefix, and some do not; one that stands everywhere is no indentation. */
    private RankLines withoutBlankBehindPrefix() {
        boolean everywhere =
                !label.isEmpty() && lines.stream().allMatch(line -> line.isEmpty() || line.startsWith(" "));
        return everywhere
                ? new RankLines(
                        label,
                        lines.stream()
                                .map(line -> line.isEmpty() ? line : line.substring(1))
                                .toList(),
                        numbers)
                : this;
    }

    /** Returns what the program wrote, without what was said of it when it had ended. */
    RankLines ofProgram() {
        RankLines words = new RankLines(label, new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < lines.size(); i++) {
            String line = RankEnd.in(lines.get(i)).map(RankEnd::words).orElse(lines.get(i));
            if (!line.isEmpty() || lines.get(i).isEmpty()) {
                words.lines.add(line);
                words.numbers.add(numbers.get(i));
            }
        }
        return words;
    }

    /** Returns a line, or an empty one if there is none of that index. */
    String line(int index) {
        return index >= 0 && index < lines.size() ? lines.get(index) : "";
    }

    /** Returns whether nothing follows a line. */
    boolean isEnd(int index) {
        for (int i = index + 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                return false;
            }
        }
        return true;
    }
}
