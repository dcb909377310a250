package io.smcontainers.runner.jvm;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognises what the {@code java} command says if it cannot start a program (the JDK's {@code launcher.properties}). The reason is
 * on the line below, indented or behind {@code Caused by:}, if it is not in the same line.
 */
final class JavaStartErrors implements ErrorRecognizer {
    private static final String ERROR = "Error: ";
    private static final String CAUSED_BY = "Caused by: ";

    private static final Pattern CANNOT_START = Pattern.compile(
            "Error: (?:Could not find or load main class|Unable to initialize main class|LinkageError occurred"
                    + "|Unable to access jarfile|Main method|Could not find or open|An unexpected error occurred).*+",
            Pattern.DOTALL);

    @Override
    public String name() {
        return "java-start";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(ERROR)
                    && CANNOT_START.matcher(lines.get(i)).matches()) {
                errors.add(error(lines, i));
            }
        }
        return errors;
    }

    private static RecognizedError error(List<String> lines, int index) {
        String line = lines.get(index);
        String next = index + 1 < lines.size() ? lines.get(index + 1) : "";
        if (next.startsWith("\t")) {
            return RecognizedError.of(index, index + 1, Certainty.UNCAUGHT, next.strip())
                    .withContext(line);
        }
        return next.startsWith(CAUSED_BY)
                ? RecognizedError.of(index, index + 1, Certainty.UNCAUGHT, line)
                        .withContext("caused by " + next.substring(CAUSED_BY.length()))
                : RecognizedError.of(index, Certainty.UNCAUGHT, line);
    }
}
