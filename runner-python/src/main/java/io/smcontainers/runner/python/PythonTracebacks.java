package io.smcontainers.runner.python;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorFrame;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Recognises tracebacks. Of exceptions that are chained the last is the error, for that one nobody caught; what it was raised
 * from is its context.
 */
final class PythonTracebacks implements ErrorRecognizer {
    private static final String CAUSE = "The above exception was the direct cause of the following exception:";
    private static final String CONTEXT = "During handling of the above exception, another exception occurred:";

    /** Longer messages leave no room for what is only near them. */
    private static final int SHORT_MESSAGE = 100;

    /** What Python says above a traceback that does not end the program. */
    private static final List<String> ELSEWHERE = List.of(
            "Exception in thread ",
            "Task exception was never retrieved",
            "future: <",
            "Error in atexit._run_exitfuncs");

    @Override
    public String name() {
        return "python-traceback";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        List<Traceback> chain = new ArrayList<>();
        TracebackReader reader = new TracebackReader(lines);
        for (int i = 0; i < lines.size(); i = reader.next()) {
            Optional<Traceback> found = reader.at(i);
            if (found.isPresent()) {
                if (!chain.isEmpty() && link(lines, i).isEmpty()) {
                    errors.add(error(lines, chain));
                    chain.clear();
                }
                chain.add(found.get());
            }
        }
        if (!chain.isEmpty()) {
            errors.add(error(lines, chain));
        }
        return errors;
    }

    /** Returns what Python says above a traceback that is chained to the one before. */
    private static String link(List<String> lines, int index) {
        String above = above(lines, index);
        return above.equals(CAUSE) || above.equals(CONTEXT) ? above : "";
    }

    private static String above(List<String> lines, int index) {
        for (int i = index - 1; i >= 0; i--) {
            if (!lines.get(i).isBlank()) {
                return lines.get(i).strip();
            }
        }
        return "";
    }

    private static RecognizedError error(List<String> lines, List<Traceback> chain) {
        Traceback last = chain.get(chain.size() - 1);
        Traceback cause = cause(lines, chain);
        Stream<ErrorFrame> frames = cause == last
                ? last.frames().stream()
                : isSame(cause, last)
                        ? Stream.concat(cause.frames().stream(), last.frames().stream())
                        : Stream.concat(last.frames().stream(), cause.frames().stream());
        return RecognizedError.of(
                        chain.get(0).firstLine(), last.lastLine(), certainty(lines, chain.get(0), last), last.message())
                .withContext(context(lines, chain, cause))
                .withFrames(frames.toList());
    }

    /** Returns the first of those of which each was raised from the one before. */
    private static Traceback cause(List<String> lines, List<Traceback> chain) {
        int i = chain.size() - 1;
        while (i > 0 && link(lines, chain.get(i).firstLine()).equals(CAUSE)) {
            i--;
        }
        return chain.get(i);
    }

    private static String context(List<String> lines, List<Traceback> chain, Traceback cause) {
        Traceback last = chain.get(chain.size() - 1);
        if (!last.cause().isEmpty()) {
            return last.message().endsWith(")") ? last.cause() : "caused by " + last.cause();
        }
        if (cause != last) {
            return isSame(cause, last) ? "" : "caused by " + cause.message();
        }
        return chain.size() > 1 && last.message().length() <= SHORT_MESSAGE
                ? "while handling " + chain.get(chain.size() - 2).message()
                : "";
    }

    /** An exception that crosses from one process to another comes twice; the first time tells where it was raised. */
    private static boolean isSame(Traceback cause, Traceback last) {
        return cause.message().equals(last.message());
    }

    private static Certainty certainty(List<String> lines, Traceback first, Traceback last) {
        if (PythonConsequences.contain(last.message())) {
            return Certainty.CONSEQUENCE;
        }
        boolean whole = first.hasHeader()
                || first.firstLine() == 0
                || last.message().startsWith("SyntaxError")
                || last.message().startsWith("IndentationError")
                || last.message().startsWith("TabError");
        String above = above(lines, first.firstLine());
        return whole && ELSEWHERE.stream().noneMatch(above::startsWith) ? Certainty.UNCAUGHT : Certainty.LIKELY;
    }
}
