package io.smcontainers.launcher.cause;

import java.util.ArrayList;
import java.util.List;

/** The last lines of an output, for people. */
final class LastLines {
    private static final int MAX_LINES = 20;
    private static final int MAX_CHARACTERS = 2_000;

    /** What Python says at the end of many a program that used several processes. */
    private static final String RESOURCE_TRACKER = "resource_tracker";

    /** As tqdm draws it. */
    private static final String PROGRESS = "%|";

    /** What Open MPI says when it has said something more than once. */
    private static final List<String> OF_MPI_HELP =
            List.of("orte_base_help_aggregate", "have sent help message", "has sent help message");

    private LastLines() {}

    /** Returns the last lines, without empty ones, until they are enough. */
    static List<String> of(List<String> lines) {
        List<String> last = new ArrayList<>();
        int length = 0;
        for (int i = lines.size() - 1; i >= 0 && last.size() < MAX_LINES && length < MAX_CHARACTERS; i--) {
            if (!lines.get(i).isBlank()) {
                last.add(0, lines.get(i));
                length += lines.get(i).length();
            }
        }
        return last;
    }

    /** Returns whether a line is more than a rule. */
    static boolean hasWords(String line) {
        return line.chars().anyMatch(Character::isLetter);
    }

    /**
     * Returns those of some lines that may be why a program failed: no warnings, nothing that a logger thinks less of, and no
     * errors that were handled.
     */
    static List<String> telling(List<String> lines) {
        List<String> telling = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            LineLevel level = LineLevel.of(line);
            boolean ofWarning = i > 0 && Weight.isWarning(lines.get(i - 1)) && line.startsWith("  ");
            if (level != LineLevel.INFORMATION
                    && level != LineLevel.WARNING
                    && !ofWarning
                    && !Weight.isWarning(line)
                    && !Weight.isOfHandled(line)
                    && !line.contains(RESOURCE_TRACKER)
                    && !line.contains(PROGRESS)
                    && OF_MPI_HELP.stream().noneMatch(line::contains)) {
                telling.add(line);
            }
        }
        return telling;
    }
}
