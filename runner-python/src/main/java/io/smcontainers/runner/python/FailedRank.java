package io.smcontainers.runner.python;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.RecognizedError;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One process of those that torchrun's report lists.
 *
 * @param rank its number; empty if the report does not tell
 * @param host where it ran; may be empty
 * @param exitCode how it ended, negative for a signal
 * @param traceback what is known of why, or how it was killed
 */
record FailedRank(String rank, String host, String exitCode, String traceback) {
    /** By SIGTERM, with which torchrun ends the others. */
    private static final String TERMINATED = "-15";

    private static final Pattern NUMBER = Pattern.compile("(-?+\\d++)");
    private static final Pattern SIGNAL = Pattern.compile("Signal (\\d++) \\((\\w++)\\)");

    static FailedRank of(Map<String, String> entries) {
        return new FailedRank(
                number(entries.getOrDefault("rank", "")),
                entries.getOrDefault("host", ""),
                number(entries.getOrDefault("exitcode", "")),
                entries.getOrDefault("traceback", ""));
    }

    private static String number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.lookingAt() ? matcher.group(1) : "";
    }

    /**
     * Returns what the process' end tells. Python exits with 1 for any exception, and says so itself; another exit code was
     * somebody's decision, and may be all there is.
     */
    Certainty certainty() {
        if (isKilled()) {
            return exitCode.equals(TERMINATED) ? Certainty.CONSEQUENCE : Certainty.LIKELY;
        }
        return exitCode.isEmpty() || exitCode.equals("1") ? Certainty.CONSEQUENCE : Certainty.HINT;
    }

    RecognizedError error(int line) {
        String who = (rank.isEmpty() ? "a process" : "rank " + rank) + (host.isEmpty() ? "" : " on " + host);
        String how = isKilled() ? " was killed by " + signal() : " exited with " + exitCode;
        return RecognizedError.of(line, certainty(), who + how).withRank(rank);
    }

    private boolean isKilled() {
        return exitCode.startsWith("-");
    }

    private String signal() {
        Matcher signal = SIGNAL.matcher(traceback);
        return signal.find()
                ? signal.group(2) + " (signal " + signal.group(1) + ")"
                : "signal " + exitCode.substring(1);
    }
}
