package io.smcontainers.runner.jvm;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognises the crash of a JVM: HotSpot prints, each line behind a {@code #}, what happened, then after a blank line the signal or
 * what it could not get, and further below the frame.
 */
final class JavaCrashes implements ErrorRecognizer {
    private static final String CRASH = "A fatal error has been detected by the Java Runtime Environment:";
    private static final String MEMORY = "There is insufficient memory for the Java Runtime Environment to continue.";
    private static final String FRAME = "Problematic frame:";
    private static final int MAX_LINES = 20;

    @Override
    public String name() {
        return "java-crash";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).startsWith("#") ? text(lines, i) : "";
            if (text.equals(CRASH) || text.equals(MEMORY)) {
                errors.add(error(lines, i, text));
            }
        }
        return errors;
    }

    private static RecognizedError error(List<String> lines, int index, String text) {
        String detail = "";
        String frame = "";
        int last = index;
        for (int i = index + 1; i < Math.min(lines.size(), index + MAX_LINES); i++) {
            if (!lines.get(i).startsWith("#")) {
                break;
            }
            detail = detail.isEmpty() ? text(lines, i) : detail;
            frame = text(lines, i - 1).equals(FRAME) ? text(lines, i) : frame;
            last = i;
        }
        return RecognizedError.of(index, last, Certainty.UNCAUGHT, text + " " + detail)
                .withContext(frame);
    }

    private static String text(List<String> lines, int index) {
        return lines.get(index).substring(1).strip();
    }
}
