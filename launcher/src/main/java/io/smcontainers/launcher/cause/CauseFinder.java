package io.smcontainers.launcher.cause;

import io.smcontainers.launcher.log.Redactor;
import io.smcontainers.launcher.process.ProcessResult;
import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorFrame;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds in the last output of a process that failed why it did. */
public final class CauseFinder {
    private static final int MAX_FRAMES = 50;

    private final ErrorScan scan;
    private final Redactor redactor;

    /**
     * Creates a finder.
     *
     * @param recognizers know what errors look like
     * @param redactor takes secrets out of what is found, before any of it is cut
     * @param warnings takes what a recogniser failed of
     */
    public CauseFinder(List<ErrorRecognizer> recognizers, Redactor redactor, Consumer<String> warnings) {
        this.scan = new ErrorScan(recognizers, warnings);
        this.redactor = redactor;
    }

    /**
     * Finds the cause.
     *
     * @param result the process
     * @param ending how it ended, if that explains the failure, as {@code killed by SIGKILL: out of memory}; empty for an ordinary
     *     exit
     */
    public Diagnosis find(ProcessResult result, String ending) {
        List<String> stderr = VisibleLines.of(result.stderrTail());
        List<String> stdout = VisibleLines.of(result.stdoutTail());
        List<FoundError> found = new ArrayList<>(scan.scan(stderr, true));
        found.addAll(scan.scan(stdout, false));
        Optional<FoundError> cause = CauseChoice.of(found);
        List<String> lastOfStdout = shown(stdout);
        List<String> lastOfStderr = shown(stderr);
        List<String> shown = lastOfStderr.isEmpty() ? lastOfStdout : lastOfStderr;
        return cause.isPresent() ? recognized(cause.get(), ending, shown) : unrecognized(ending, shown, lastOfStdout);
    }

    private List<String> shown(List<String> lines) {
        return LastLines.of(lines).stream().map(redactor::redact).toList();
    }

    private Diagnosis recognized(FoundError cause, String ending, List<String> shown) {
        RecognizedError error = redacted(cause.error());
        Summary summary = new Summary().ending(redactor.redact(ending));
        if (ending.isEmpty() || error.certainty().compareTo(Certainty.LIKELY) >= 0) {
            summary.error(error, cause.label());
            around(cause, shown, summary);
        }
        List<String> frames =
                error.frames().stream().limit(MAX_FRAMES).map(ErrorFrame::text).toList();
        boolean only =
                shown.size() == 1 && summary.toString().equals(shown.get(0).strip());
        return new Diagnosis(summary.toString(), frames, only ? summary.toString() : text(summary.toString(), shown));
    }

    /**
     * What is next to an error that was not the last word, or not the first: the line that the program ended with may be what it
     * made of the error, and the line above a consequence what it is a consequence of.
     */
    private void around(FoundError cause, List<String> shown, Summary summary) {
        String above = cause.source().line(cause.error().firstLine() - 1);
        String last = shown.isEmpty() ? "" : shown.get(shown.size() - 1);
        boolean isSeen = shown.size() == 1 || cause.source().isEnd(cause.error().lastLine());
        if (cause.certainty() == Certainty.CONSEQUENCE) {
            summary.extra("above that: ", redactor.redact(above.strip()));
        } else if (cause.isStandardError() && !isSeen && LastLines.isTelling(last)) {
            summary.extra("the output ends: ", last.strip());
        }
    }

    private Diagnosis unrecognized(String ending, List<String> shown, List<String> stdout) {
        List<String> telling = LastLines.telling(shown);
        telling = telling.isEmpty() ? LastLines.telling(stdout) : telling;
        String summary = new Summary()
                .ending(redactor.redact(ending))
                .last(telling.isEmpty() ? shown : telling)
                .toString();
        boolean all = summary.equals(String.join("\n", shown));
        return new Diagnosis(summary, List.of(), all ? summary : text(summary, shown));
    }

    private RecognizedError redacted(RecognizedError error) {
        return new RecognizedError(
                error.firstLine(),
                error.lastLine(),
                error.certainty(),
                redactor.redact(error.message()),
                redactor.redact(error.context()),
                error.frames().stream()
                        .map(frame -> new ErrorFrame(redactor.redact(frame.text()), frame.isUsers()))
                        .toList(),
                error.rank());
    }

    private static String text(String summary, List<String> shown) {
        List<String> lines = new ArrayList<>(List.of(summary));
        lines.addAll(shown);
        return String.join("\n", lines);
    }
}
