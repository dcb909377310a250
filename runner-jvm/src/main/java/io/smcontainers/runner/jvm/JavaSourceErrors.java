package io.smcontainers.runner.jvm;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognises what the {@code java} command says of a source file that does not compile: all of the compiler's errors together, of
 * which the first tells most, for others often follow from it.
 */
final class JavaSourceErrors implements ErrorRecognizer {
    private static final String END = "error: compilation failed";
    private static final String KEYWORD = ".java:";
    private static final Pattern ERROR = Pattern.compile("[^:\\s]++:\\d++: error: .*+", Pattern.DOTALL);

    @Override
    public String name() {
        return "java-source";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> found = new ArrayList<>();
        List<Integer> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (isError(lines.get(i))) {
                errors.add(i);
            } else if (lines.get(i).equals(END) && !errors.isEmpty()) {
                found.add(error(lines, errors, i));
                errors.clear();
            }
        }
        return found;
    }

    private static boolean isError(String line) {
        return line.contains(KEYWORD) && ERROR.matcher(line).matches();
    }

    private static RecognizedError error(List<String> lines, List<Integer> errors, int end) {
        int first = errors.get(0);
        RecognizedError error = RecognizedError.of(first, end, Certainty.UNCAUGHT, lines.get(first));
        int more = errors.size() - 1;
        return more == 0 ? error : error.withContext("and " + more + " more error" + (more == 1 ? "" : "s"));
    }
}
