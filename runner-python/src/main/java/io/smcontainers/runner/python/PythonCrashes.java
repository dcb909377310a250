package io.smcontainers.runner.python;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorFrame;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recognises crashes of the interpreter, as its module {@code faulthandler} reports them: a line, and for each thread its frames
 * with the innermost first.
 */
final class PythonCrashes implements ErrorRecognizer {
    private static final String FATAL = "Fatal Python error: ";
    private static final String CURRENT_THREAD = "Current thread ";
    private static final int MAX_LINES = 200;

    @Override
    public String name() {
        return "python-crash";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FATAL)) {
                errors.add(error(lines, i));
            }
        }
        return errors;
    }

    private static RecognizedError error(List<String> lines, int index) {
        List<ErrorFrame> frames = new ArrayList<>();
        int last = index;
        int end = Math.min(lines.size(), index + MAX_LINES);
        boolean current = false;
        for (int i = index + 1; i < end && (frames.isEmpty() || last == i - 1); i++) {
            Optional<PythonFrame> frame = current ? PythonFrame.of(lines.get(i)) : Optional.empty();
            if (frame.isPresent()) {
                frames.add(frame.get().shown(lines, i));
                last = i;
            }
            current = current || lines.get(i).startsWith(CURRENT_THREAD);
        }
        return RecognizedError.of(
                        index, last, Certainty.UNCAUGHT, lines.get(index).strip())
                .withFrames(frames);
    }
}
