package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises the ends of C and C++ programs: an exception that nobody caught, as libstdc++ and libc++ tell it, and an assertion that
 * failed, as glibc and musl do.
 */
final class CppErrors implements ErrorRecognizer {
    private static final Pattern TERMINATE = Pattern.compile(
            "(?:terminate called after throwing an instance of '([^']++)'"
                    + "|(?:libc\\+\\+abi(?:\\.dylib)?+: )terminating (?:due to|with) uncaught exception of type (.+?)(?:: (.*+))?+)");

    /** A thread that was still running when the program ended: never the cause, but of last resort. */
    private static final String WITHOUT_EXCEPTION = "terminate called without an active exception";

    private static final String WHAT = "what():";

    private static final Pattern ASSERTION =
            Pattern.compile(".{0,500}?Assertion `.*+(?<=' failed\\.)|Assertion failed: .*+", Pattern.DOTALL);

    @Override
    public String name() {
        return "cpp-error";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            at(lines, i).ifPresent(errors::add);
        }
        return errors;
    }

    private static Optional<RecognizedError> at(List<String> lines, int index) {
        String line = lines.get(index);
        if (line.equals(WITHOUT_EXCEPTION)) {
            return Optional.of(RecognizedError.of(index, Certainty.CONSEQUENCE, line));
        }
        Matcher matcher = line.contains("terminat") ? TERMINATE.matcher(line) : null;
        if (matcher != null && matcher.matches()) {
            return Optional.of(terminated(lines, index, matcher));
        }
        return line.contains("Assertion ") && ASSERTION.matcher(line).matches()
                ? Optional.of(RecognizedError.of(index, Certainty.UNCAUGHT, line))
                : Optional.empty();
    }

    private static RecognizedError terminated(List<String> lines, int index, Matcher matcher) {
        if (matcher.group(1) == null) {
            String message = matcher.group(3) == null ? "" : ": " + matcher.group(3);
            return RecognizedError.of(index, Certainty.UNCAUGHT, matcher.group(2) + message);
        }
        String next = index + 1 < lines.size() ? lines.get(index + 1).strip() : "";
        return next.startsWith(WHAT)
                ? RecognizedError.of(
                        index,
                        index + 1,
                        Certainty.UNCAUGHT,
                        matcher.group(1) + ": " + next.substring(WHAT.length()).strip())
                : RecognizedError.of(index, Certainty.UNCAUGHT, lines.get(index));
    }
}
