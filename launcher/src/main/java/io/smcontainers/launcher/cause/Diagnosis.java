package io.smcontainers.launcher.cause;

import java.util.List;

/**
 * Why a program failed.
 *
 * @param summary the cause and where in the user's code it is, in a few lines of 240 characters together at most: with what comes
 *     before it in a failure text they are within the first 300. Empty if the program printed nothing
 * @param frames where, innermost first; 50 at most, none if that is not told
 * @param text the summary, and below it the last lines of the output
 * @param isConsequence whether the output only tells that another process had failed
 */
public record Diagnosis(String summary, List<String> frames, String text, boolean isConsequence) {
    /** Copies the list. */
    public Diagnosis {
        frames = List.copyOf(frames);
    }

    /** Returns the same diagnosis with more behind the cause; an empty text is nothing more. */
    public Diagnosis withCauseEnding(String more) {
        String cause = cause();
        return more.isEmpty() || !text.startsWith(cause)
                ? this
                : new Diagnosis(
                        cause + more + summary.substring(cause.length()),
                        frames,
                        cause + more + text.substring(cause.length()),
                        isConsequence);
    }

    /** Returns the summary's first line: the cause alone. */
    public String cause() {
        return summary.lines().findFirst().orElse("");
    }
}
