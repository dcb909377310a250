package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.RecognizedError;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Weighs an error by its surroundings: a program goes on after many an error, and says so. With the very last lines it did not go
 * on.
 */
final class Weight {
    /** In an error's own line, or directly below it. */
    private static final Pattern HANDLED = Pattern.compile(
            "\\b(?:ignor(?:ed|ing|e)|skipp(?:ed|ing)|retrying|continuing|falling back|fall(?:ing)? ?back to|handled|recovered)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Directly above it; who retried has failed again. */
    private static final Pattern HANDLING = Pattern.compile(
            "\\b(?:ignor(?:ed|ing)|skipp(?:ed|ing)|continuing|falling back|handled|recovered)\\b|\\bretrying\\b.*+:$",
            Pattern.CASE_INSENSITIVE);

    /** What Python says above an exception that it cannot let anyone catch, and one of its own logging. */
    private static final List<String> IGNORED_BY_PYTHON = List.of("Exception ignored ", "--- Logging error ---");

    /** A warning of Python's, {@code train.py:3: UserWarning: …}, or of a shell or compiler. */
    private static final Pattern WARNING =
            Pattern.compile("\\w*+Warning: |[^\\s:]++:\\d++: [\\w.]*Warning: |[^\\s:]++: (?:line \\d++: )?+warning: ");

    /** What a process says that lost another one; that one knows why. Words of NCCL, Gloo and the kernel. */
    private static final List<String> OF_PEERS = List.of(
            "ncclRemoteError",
            "remote process exited",
            "reset by peer",
            "closed by peer",
            "Broken pipe",
            "NCCL communicator was aborted",
            "NCCL watchdog",
            "collective operation timeout",
            "got 0 bytes");

    private Weight() {}

    /** Returns the error as it weighs where it was found; empty if it is harmless. */
    static Optional<FoundError> of(FoundError found) {
        RecognizedError error = found.error();
        RankLines lines = found.source();
        boolean isEnd = lines.isEnd(error.lastLine());
        if (isHarmless(error, lines, isEnd)) {
            return Optional.empty();
        }
        if (OF_PEERS.stream().anyMatch(error.message()::contains)) {
            return Optional.of(lowered(found, Certainty.CONSEQUENCE));
        }
        boolean logged = LineLevel.of(lines.line(error.firstLine() - 1)).compareTo(LineLevel.WARNING) >= 0
                || LineLevel.of(lines.line(error.firstLine())).compareTo(LineLevel.WARNING) >= 0;
        return Optional.of(logged && !isEnd ? lowered(found, Certainty.LIKELY) : found);
    }

    private static boolean isHarmless(RecognizedError error, RankLines lines, boolean isEnd) {
        String above = lines.line(error.firstLine() - 1);
        if (isIgnoredByPython(above) || saysHandledBelow(lines.line(error.lastLine() + 1))) {
            return true;
        }
        if (error.certainty() == Certainty.UNCAUGHT && isEnd) {
            return false;
        }
        LineLevel level = LineLevel.of(lines.line(error.firstLine()));
        return says(HANDLING, above)
                || says(HANDLED, lines.line(error.lastLine()))
                || level == LineLevel.INFORMATION
                || error.certainty() != Certainty.UNCAUGHT
                        && (level == LineLevel.WARNING || isWarning(lines.line(error.lastLine())));
    }

    /** Returns whether a harmless error may be none after all: a script that skips the rest ends after it, too. */
    static boolean mayBeFatal(FoundError found) {
        return found.certainty() == Certainty.UNCAUGHT
                && !isIgnoredByPython(found.source().line(found.error().firstLine() - 1));
    }

    /** Returns whether the line is what Python says above an error that it did not let stop it. */
    static boolean isIgnoredByPython(String above) {
        return IGNORED_BY_PYTHON.stream().anyMatch(above::startsWith);
    }

    /** The next error may begin there, one that is harmless. */
    private static boolean saysHandledBelow(String line) {
        return says(HANDLED, line) && !isIgnoredByPython(line) && !isWarning(line);
    }

    /** Returns whether a line tells of an error that was handled. */
    static boolean isOfHandled(String line) {
        return (line.contains("rror") || line.contains("xception")) && says(HANDLED, line);
    }

    /** Returns whether a line is a warning that no logger wrote. */
    static boolean isWarning(String line) {
        return line.contains("arning: ") && WARNING.matcher(line).lookingAt();
    }

    private static boolean says(Pattern words, String line) {
        return words.matcher(line).find();
    }

    private static FoundError lowered(FoundError found, Certainty most) {
        return found.certainty().compareTo(most) <= 0
                ? found
                : found.with(found.error().withCertainty(most));
    }
}
