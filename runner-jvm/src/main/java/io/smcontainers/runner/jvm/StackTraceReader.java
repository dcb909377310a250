package io.smcontainers.runner.jvm;

import io.smcontainers.spi.ErrorFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a stack trace in the form that {@link Throwable#printStackTrace()} documents: the throwable, its frames, and behind {@code
 * Caused by:} each cause, the innermost last. What is indented deeper belongs to suppressed ones. Spark writes a line between.
 */
final class StackTraceReader {
    private static final String CAUSED_BY = "Caused by: ";
    private static final String SPARKS_OWN = "Driver stacktrace:";
    private static final String PYTHON = "Traceback (most recent call last):";
    private static final int MAX_MESSAGE_LINES = 12;
    private static final int MAX_PYTHON_LINES = 200;
    private static final int ENOUGH_CHARACTERS = 400;

    private final List<String> lines;
    private final List<JavaThrowable> throwables = new ArrayList<>();
    private StringBuilder text;
    private List<ErrorFrame> frames = new ArrayList<>();
    private int lastLine;

    private StackTraceReader(List<String> lines, int index, String first) {
        this.lines = lines;
        text = new StringBuilder(first);
        lastLine = index;
    }

    /**
     * Reads a stack trace.
     *
     * @param lines the output
     * @param index of the line with the throwable
     * @param first class and message
     */
    static StackTraceReader read(List<String> lines, int index, String first) {
        StackTraceReader reader = new StackTraceReader(lines, index, first);
        reader.message(index + 1);
        reader.body();
        reader.close();
        return reader;
    }

    /** Returns the throwables: the one that was thrown, its cause, and so on. */
    List<JavaThrowable> throwables() {
        return throwables;
    }

    /** Returns the index of the last line. */
    int lastLine() {
        return lastLine;
    }

    /** A message may have many lines; it is one only if frames follow. */
    private void message(int from) {
        boolean ofPython = lines.get(from - 1).endsWith(PYTHON);
        int max = from + (ofPython ? MAX_PYTHON_LINES : MAX_MESSAGE_LINES);
        int end = from;
        while (end < lines.size() && end < max && !isBody(lines.get(end))) {
            end++;
        }
        if (end >= lines.size() || !isBody(lines.get(end))) {
            return;
        }
        if (ofPython) {
            python(from, end);
        }
        for (int i = from; i < end && !ofPython && text.length() < ENOUGH_CHARACTERS; i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.equals(SPARKS_OWN)) {
                text.append(' ').append(line);
            }
        }
        lastLine = end - 1;
    }

    /** PySpark: a Python traceback is the message, which ends in the exception. */
    private void python(int from, int end) {
        for (int i = end - 1; i >= from; i--) {
            if (!lines.get(i).isBlank()) {
                text.setLength(text.length() - PYTHON.length());
                text.append(lines.get(i).strip());
                return;
            }
        }
    }

    private void body() {
        for (int i = lastLine + 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(CAUSED_BY)) {
                close();
                text = new StringBuilder(line.substring(CAUSED_BY.length()).strip());
                lastLine = i;
                message(i + 1);
                i = lastLine;
            } else if (isBody(line) || line.startsWith("\t\t") || line.startsWith("\tCaused by: ")) {
                if (isOwnFrame(line)) {
                    JavaFrame.of(line).ifPresent(frames::add);
                }
                lastLine = i;
            } else if (!isBetween(line, i)) {
                return;
            }
        }
    }

    /** Spark tells of the executor's frames, then of the driver's. */
    private boolean isBetween(String line, int index) {
        return line.equals(SPARKS_OWN)
                || line.isBlank()
                        && index + 1 < lines.size()
                        && lines.get(index + 1).equals(SPARKS_OWN);
    }

    private static boolean isBody(String line) {
        return JavaFrame.is(line)
                || line.startsWith("\t... ")
                || line.startsWith("\tSuppressed: ")
                || line.startsWith(CAUSED_BY);
    }

    private static boolean isOwnFrame(String line) {
        return JavaFrame.is(line) && !line.startsWith("\t\t");
    }

    private void close() {
        throwables.add(new JavaThrowable(text.toString(), List.copyOf(frames)));
        frames = new ArrayList<>();
    }
}
