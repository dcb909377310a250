package io.smcontainers.runner.python;

import io.smcontainers.spi.ErrorFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads a traceback, the form of which CPython's {@code traceback} module sets: a header, frames with the innermost last, an
 * exception that begins where the header does. A progress bar may stand before the header, and lines of others between.
 */
final class TracebackReader {
    static final String HEADER = "Traceback (most recent call last):";

    private static final String FOREIGN = "not ours";

    /** How many lines of other threads may stand between. */
    private static final int MAX_FOREIGN_LINES = 5;

    private final List<String> lines;
    private List<ErrorFrame> frames = new ArrayList<>();
    private int next;

    TracebackReader(List<String> lines) {
        this.lines = lines;
    }

    /** Returns where to look on, behind what was read last: none of many frames is read twice. */
    int next() {
        return next;
    }

    /** Returns the traceback that begins in a line. */
    Optional<Traceback> at(int index) {
        String line = lines.get(index);
        next = index + 1;
        frames = new ArrayList<>();
        if (line.endsWith(HEADER)) {
            Optional<Traceback> group = ExceptionGroupReader.at(lines, index);
            Optional<Traceback> found = group.isPresent() ? group : read(index, index + 1);
            return behind(found);
        }
        return !line.contains(", line ") || PythonFrame.of(line).isEmpty()
                ? Optional.empty()
                : behind(read(index, index));
    }

    private Optional<Traceback> behind(Optional<Traceback> found) {
        next = found.map(traceback -> traceback.lastLine() + 1).orElse(next);
        return found;
    }

    private Optional<Traceback> read(int first, int start) {
        String margin = margin(first, start);
        int foreign = 0;
        for (int i = start; i < lines.size() && foreign <= MAX_FOREIGN_LINES; i++) {
            String line = lines.get(i);
            String rest = line.startsWith(margin) ? line.substring(margin.length()) : FOREIGN;
            if (rest.isBlank() || rest.endsWith(HEADER)) {
                break;
            }
            if (rest.charAt(0) == ' ') {
                frame(i);
            } else if (isException(rest, first == start)) {
                return Optional.of(traceback(first, start, i, margin));
            } else {
                foreign++;
            }
            next = foreign == 0 ? i + 1 : next;
        }
        return Optional.empty();
    }

    /** A frame tells the margin; before a header may stand anything. */
    private String margin(int first, int start) {
        Optional<PythonFrame> frame = start < lines.size() ? PythonFrame.of(lines.get(start)) : Optional.empty();
        if (frame.isPresent()) {
            return frame.get().margin();
        }
        String header = lines.get(first);
        return header.isBlank() || !header.stripLeading().startsWith(HEADER)
                ? ""
                : header.substring(0, header.length() - header.stripLeading().length());
    }

    private void frame(int index) {
        PythonFrame.of(lines.get(index)).ifPresent(frame -> frames.add(frame.shown(lines, index)));
    }

    private static boolean isException(String text, boolean headless) {
        return headless ? ExceptionLine.isAlone(text) : ExceptionLine.isBelowFrames(text);
    }

    private Traceback traceback(int first, int start, int index, String margin) {
        ExceptionMessage message = ExceptionMessage.read(lines, index, margin);
        Collections.reverse(frames);
        return new Traceback(first, message.lastLine(), first < start, message.text(), message.cause(), frames);
    }
}
