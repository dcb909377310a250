package io.smcontainers.launcher.cause;

import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds all errors in the lines of a stream that are not harmless. */
final class ErrorScan {
    /** Of one process; the last count. */
    private static final int MAX_ERRORS = 2_000;

    private final List<ErrorRecognizer> recognizers;
    private final Consumer<String> warnings;

    ErrorScan(List<ErrorRecognizer> recognizers, Consumer<String> warnings) {
        this.recognizers = recognizers;
        this.warnings = warnings;
    }

    ScannedStream scan(List<String> stream, boolean isStandardError) {
        List<FoundError> errors = new ArrayList<>();
        List<FoundError> handled = new ArrayList<>();
        Set<Integer> harmless = new HashSet<>();
        for (RankLines all : RankLines.split(stream)) {
            List<FoundError> ends = rankEnds(all, isStandardError);
            ends.forEach(end -> harmless.add(end.position()));
            errors.addAll(ends);
            RankLines rank = ends.isEmpty() ? all : all.ofProgram();
            for (RecognizedError error : outermost(recognize(rank.lines()))) {
                FoundError found = new FoundError(error, rank, isStandardError);
                Optional<FoundError> weighed = Weight.of(found);
                weighed.ifPresent(errors::add);
                if (weighed.isEmpty()) {
                    addLines(error, rank, harmless);
                    if (Weight.mayBeFatal(found)) {
                        handled.add(found);
                    }
                }
            }
        }
        return new ScannedStream(stream, errors, handled, harmless);
    }

    /** What was said of a rank is none of its last words. */
    private static List<FoundError> rankEnds(RankLines rank, boolean isStandardError) {
        List<FoundError> ends = new ArrayList<>();
        for (int i = 0; i < rank.lines().size(); i++) {
            Optional<RankEnd> end = RankEnd.in(rank.lines().get(i));
            if (end.isPresent()) {
                ends.add(new FoundError(end.get().at(i), rank, isStandardError));
            }
        }
        return ends;
    }

    private static void addLines(RecognizedError error, RankLines rank, Set<Integer> numbers) {
        boolean ignored = Weight.isIgnoredByPython(rank.line(error.firstLine() - 1));
        for (int i = ignored ? error.firstLine() - 1 : error.firstLine(); i <= error.lastLine(); i++) {
            numbers.add(rank.numbers().get(i));
        }
    }

    private List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        for (ErrorRecognizer recognizer : recognizers) {
            errors.addAll(recognize(recognizer, lines));
        }
        return errors;
    }

    /** A broken plugin must not cost the job what the others find. */
    private List<RecognizedError> recognize(ErrorRecognizer recognizer, List<String> lines) {
        try {
            List<RecognizedError> errors = recognizer.recognize(lines);
            if (errors.stream().anyMatch(error -> error.lastLine() >= lines.size())) {
                throw new IndexOutOfBoundsException("an error has a line that is not there");
            }
            return errors;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            warnings.accept("the error recogniser '" + recognizer.name() + "' is left out, for it failed: " + e);
            return List.of();
        }
    }

    /** The last line of a traceback is also an exception's line: the whole says more, unless the part is surer. */
    private static List<RecognizedError> outermost(List<RecognizedError> errors) {
        List<RecognizedError> sorted = new ArrayList<>(errors);
        sorted.sort(Comparator.comparingInt(RecognizedError::firstLine)
                .thenComparing(
                        Comparator.comparingInt(RecognizedError::lastLine).reversed())
                .thenComparing(Comparator.comparing(RecognizedError::certainty).reversed()));
        List<RecognizedError> outermost = new ArrayList<>();
        for (RecognizedError error : sorted) {
            RecognizedError before = outermost.isEmpty() ? error : outermost.get(outermost.size() - 1);
            if (outermost.isEmpty() || error.lastLine() > before.lastLine()) {
                outermost.add(error);
            } else if (error.certainty().compareTo(before.certainty()) > 0) {
                outermost.set(outermost.size() - 1, error);
            }
        }
        return outermost.subList(Math.max(0, outermost.size() - MAX_ERRORS), outermost.size());
    }
}
