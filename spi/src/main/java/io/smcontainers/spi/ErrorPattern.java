package io.smcontainers.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises an error that is told in a single line.
 *
 * @param name what is recognised, such as {@code r-error}
 * @param certainty how sure it is that such a line tells why the program failed
 * @param line must match from the start of the line; the message is its group named {@code cause}, or all it matched
 * @param keywords the pattern is tried on lines only that hold one of these, for that costs much less; on all lines if there are
 *     none
 */
public record ErrorPattern(String name, Certainty certainty, Pattern line, List<String> keywords)
        implements ErrorRecognizer {
    private static final String CAUSE = "cause";

    /** Copies the list. */
    public ErrorPattern {
        keywords = List.copyOf(keywords);
    }

    /** Creates a pattern for what is {@link Certainty#LIKELY}. */
    public ErrorPattern(String name, Pattern line) {
        this(name, Certainty.LIKELY, line, List.of());
    }

    /** Creates a pattern from a regular expression whose dots match any character. */
    public static ErrorPattern of(String name, Certainty certainty, String regex, String... keywords) {
        return new ErrorPattern(name, certainty, Pattern.compile(regex, Pattern.DOTALL), List.of(keywords));
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (isCandidate(lines.get(i))) {
                Matcher matcher = line.matcher(lines.get(i));
                if (matcher.lookingAt()) {
                    errors.add(RecognizedError.of(i, certainty, message(matcher)));
                }
            }
        }
        return errors;
    }

    private boolean isCandidate(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (String keyword : keywords) {
            if (text.contains(keyword)) {
                return true;
            }
        }
        return keywords.isEmpty();
    }

    private String message(Matcher matcher) {
        boolean named = line.pattern().contains("(?<" + CAUSE + ">") && matcher.group(CAUSE) != null;
        return (named ? matcher.group(CAUSE) : matcher.group()).strip();
    }
}
