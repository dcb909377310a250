package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A stream and what was found in it.
 *
 * @param lines all of it
 * @param errors in it that may be the cause
 * @param handled whole errors that the program seems to have gone on after
 * @param harmless numbers of the lines of errors that are not
 */
record ScannedStream(List<String> lines, List<FoundError> errors, List<FoundError> handled, Set<Integer> harmless) {
    /** Returns a stream in which nothing was found. */
    static ScannedStream of(List<String> lines) {
        return new ScannedStream(lines, List.of(), List.of(), Set.of());
    }

    /** Returns the last lines for people. */
    List<String> shown() {
        return LastLines.of(lines);
    }

    /** Returns the last of the lines that may tell why the program failed, though nobody recognises them. */
    List<String> telling() {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!harmless.contains(i)) {
                others.add(lines.get(i));
            }
        }
        return LastLines.telling(LastLines.of(others));
    }

    /** Returns whether the stream ends in what only tells that something else failed. */
    boolean endsInConsequence() {
        return errors.stream().anyMatch(error -> error.certainty() == Certainty.CONSEQUENCE && isEnd(error.position()));
    }

    private boolean isEnd(int number) {
        return lines.stream().skip(number + 1L).allMatch(String::isBlank);
    }
}
