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
    private static final int FEW_CHARACTERS = 10_000;

    private final ErrorScan scan;
    private final Redactor redactor;
    private final Consumer<String> warnings;

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
        this.warnings = warnings;
    }

    /**
     * Finds the cause.
     *
     * @param result the process
     * @param ending how it ended, if that explains the failure, as {@code killed by SIGKILL: out of memory}; empty for an ordinary
     *     exit
     */
    public Diagnosis find(ProcessResult result, String ending) {
        ScannedStream stderr = scan(result.stderrTail(), true);
        ScannedStream stdout = scan(result.stdoutTail(), false);
        List<String> lastOfStderr = redacted(stderr.shown());
        List<String> shown = lastOfStderr.isEmpty() ? redacted(stdout.shown()) : lastOfStderr;
        Summary summary = new Summary().ending(redactor.redact(ending));
        List<FoundError> errors = new ArrayList<>(stderr.errors());
        errors.addAll(stdout.errors());
        Optional<FoundError> cause = CauseChoice.of(errors).map(this::redacted);
        if (cause.isEmpty()) {
            if (ending.isEmpty()) {
                unrecognized(stderr, stdout, shown, summary);
            }
            return diagnosis(summary, List.of(), shown, false);
        }
        boolean isEnd = cause.get().rankEnd().isPresent();
        if (ending.isEmpty() || isEnd || cause.get().certainty().compareTo(Certainty.LIKELY) >= 0) {
            summary.error(cause.get().error(), isEnd ? "" : label(cause.get(), errors));
            around(cause.get(), stderr, shown, summary);
        }
        boolean isConsequence = ending.isEmpty() && cause.get().certainty() == Certainty.CONSEQUENCE;
        return diagnosis(summary, cause.get().error().frames(), shown, isConsequence);
    }

    /**
     * Who wrote an error. Of lines that do not say it is known at most which rank failed first; of those that only say the rank,
     * how it ended may say the host.
     */
    private static String label(FoundError cause, List<FoundError> errors) {
        if (cause.label().isEmpty()) {
            return CauseChoice.firstEnd(errors)
                    .filter(end -> cause.error().rank().isEmpty())
                    .flatMap(FoundError::rankEnd)
                    .map(end -> "the first that failed is " + end.label())
                    .orElse("");
        }
        return errors.stream()
                .flatMap(error -> error.rankEnd().stream())
                .filter(end -> cause.label().equals("rank " + end.rank()))
                .map(RankEnd::label)
                .findFirst()
                .orElse(cause.label());
    }

    /** The outcome of a job must not depend on what its program printed, and be it more than we can take. */
    private ScannedStream scan(String tail, boolean isStandardError) {
        try {
            return scan.scan(VisibleLines.of(tail), isStandardError);
        } catch (RuntimeException | VirtualMachineError e) {
            warnings.accept("the output was not searched for the cause of the failure: " + e);
            String last = tail.substring(Math.max(0, tail.length() - FEW_CHARACTERS));
            return ScannedStream.of(VisibleLines.of(last));
        }
    }

    /** The last lines are the cause, and behind them an error that seems to have been handled. */
    private void unrecognized(ScannedStream stderr, ScannedStream stdout, List<String> shown, Summary summary) {
        List<String> telling = redacted(stderr.telling());
        telling = telling.isEmpty() ? redacted(stdout.telling()) : telling;
        Optional<FoundError> handled = CauseChoice.of(stderr.handled()).map(this::redacted);
        summary.last(telling.isEmpty() ? shown : telling, handled.isPresent());
        handled.ifPresent(error -> summary.extra("before that: ", error.error().message()));
    }

    /**
     * What is next to an error that was not the last word, or not the first: the line that the program ended with may be what it
     * made of the error, and the line above a consequence what it is a consequence of.
     */
    private void around(FoundError cause, ScannedStream stderr, List<String> shown, Summary summary) {
        String above = cause.source().line(cause.error().firstLine() - 1).strip();
        if (cause.certainty() == Certainty.CONSEQUENCE) {
            summary.extra("above that: ", LastLines.hasWords(above) ? redactor.redact(above) : "");
            return;
        }
        List<String> telling = redacted(stderr.telling());
        String last = telling.isEmpty() ? "" : telling.get(telling.size() - 1).strip();
        boolean isSeen = String.join("\n", shown).length() < summary.room()
                || cause.isStandardError() && cause.source().isEnd(cause.error().lastLine())
                || cause.error().message().contains(last);
        if (!isSeen && LastLines.hasWords(last) && !stderr.endsInConsequence()) {
            summary.extra(cause.isStandardError() ? "the output ends: " : "standard error ends: ", last);
        }
    }

    /** A summary that is all there is to show is not shown twice. */
    private static Diagnosis diagnosis(
            Summary summary, List<ErrorFrame> frames, List<String> shown, boolean isConsequence) {
        String text = summary.toString();
        String last = String.join("\n", shown);
        return new Diagnosis(
                text,
                frames.stream().limit(MAX_FRAMES).map(ErrorFrame::text).toList(),
                text.equals(last.strip()) || last.isEmpty() ? text : text + "\n" + last,
                isConsequence);
    }

    private List<String> redacted(List<String> lines) {
        return lines.stream().map(redactor::redact).toList();
    }

    private FoundError redacted(FoundError found) {
        return found.with(redacted(found.error()));
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
}
