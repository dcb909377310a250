package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.RecognizedError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a rank of MPI ended, as the script that started it says: {@code MPI rank 2 on algo-2 ended with exit code 9}. It is said of
 * all that were not ended by {@code mpirun}, and so the first of them is the one that failed.
 *
 * @param rank its number
 * @param host where it ran
 * @param isCrash whether a signal ended it
 * @param text all of it
 * @param words of the program in the same line, whose last line may have no end
 */
record RankEnd(String rank, String host, boolean isCrash, String text, String words) {
    private static final String BEGIN = "MPI rank ";

    private static final Pattern LINE = Pattern.compile(
            "(?:train: )?(MPI rank (\\d{1,9}+) on (\\S++) ended with exit code \\d{1,3}+( \\(SIG\\w++\\))?+)$");

    /** Returns the end that a line tells of. */
    static Optional<RankEnd> in(String line) {
        if (!line.contains(BEGIN)) {
            return Optional.empty();
        }
        Matcher matcher = LINE.matcher(line);
        return matcher.find()
                ? Optional.of(new RankEnd(
                        matcher.group(2),
                        matcher.group(3),
                        matcher.group(4) != null,
                        matcher.group(1),
                        line.substring(0, matcher.start())))
                : Optional.empty();
    }

    /** Returns it as an error: who exited has most likely said why, and who crashed has not. */
    RecognizedError at(int line) {
        return RecognizedError.of(line, isCrash ? Certainty.LIKELY : Certainty.CONSEQUENCE, text);
    }

    /** Returns the rank for people: {@code rank 2 on algo-2}. */
    String label() {
        return "rank " + rank + " on " + host;
    }
}
