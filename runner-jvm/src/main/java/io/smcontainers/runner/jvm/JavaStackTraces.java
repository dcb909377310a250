package io.smcontainers.runner.jvm;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorFrame;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises stack traces of Java, Kotlin, Scala and whatever else runs on a JVM. The innermost cause is the message, for the
 * others only pass it on.
 */
final class JavaStackTraces implements ErrorRecognizer {
    private static final Pattern IN_THREAD =
            Pattern.compile("Exception in thread \"([^\"]++)\" (\\S.*+)", Pattern.DOTALL);

    /** A class in a package and its message, as in a stack trace that the program prints itself. */
    private static final Pattern THROWABLE =
            Pattern.compile("(?:[a-z_$][\\w$]*+\\.)++[A-Z][\\w$]*+(?:: .*+|:?+\\s*+$)", Pattern.DOTALL);

    private static final List<String> MISSING_CLASS =
            List.of("java.lang.ClassNotFoundException: ", "java.lang.NoClassDefFoundError: ");

    @Override
    public String name() {
        return "java-stack-trace";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Optional<RecognizedError> error = at(lines, i);
            if (error.isPresent()) {
                errors.add(error.get());
                i = error.get().lastLine();
            }
        }
        return errors;
    }

    private static Optional<RecognizedError> at(List<String> lines, int index) {
        String line = lines.get(index);
        if (line.startsWith("Exception in thread ")) {
            Matcher matcher = IN_THREAD.matcher(line);
            return matcher.matches()
                    ? Optional.of(error(lines, index, matcher.group(2), certainty(matcher.group(1))))
                    : Optional.empty();
        }
        if (line.indexOf('.') < 0 || !THROWABLE.matcher(line).matches()) {
            return Optional.empty();
        }
        RecognizedError error = error(lines, index, line, Certainty.LIKELY);
        return error.frames().isEmpty() ? Optional.empty() : Optional.of(error);
    }

    /** The program goes on without any other thread. */
    private static Certainty certainty(String thread) {
        return thread.equals("main") ? Certainty.UNCAUGHT : Certainty.LIKELY;
    }

    private static RecognizedError error(List<String> lines, int index, String first, Certainty certainty) {
        StackTraceReader trace = StackTraceReader.read(lines, index, first.strip());
        List<JavaThrowable> throwables = trace.throwables();
        JavaThrowable outermost = throwables.get(0);
        JavaThrowable innermost = throwables.get(throwables.size() - 1);
        List<ErrorFrame> frames = new ArrayList<>();
        for (int i = throwables.size() - 1; i >= 0; i--) {
            frames.addAll(throwables.get(i).frames());
        }
        return RecognizedError.of(
                        index, trace.lastLine(), certainty, innermost.text() + missingModule(innermost.text()))
                .withContext(innermost == outermost ? "" : "in " + without(outermost.text(), innermost.text()))
                .withFrames(frames);
    }

    /** That a Java is a small one, as the runtime of {@code train} is, is hard to see from the class that is not there. */
    private static String missingModule(String text) {
        for (String error : MISSING_CLASS) {
            if (text.startsWith(error)) {
                String name = text.substring(error.length()).replace('.', '/');
                return JdkModules.ofClass(name)
                        .map(module -> "; this Java runs without its module, " + module
                                + ": put a JRE or JDK that has it into the image")
                        .orElse("");
            }
        }
        return "";
    }

    /** A throwable without a message of its own repeats its cause's. */
    private static String without(String outer, String inner) {
        return outer.endsWith(": " + inner) ? outer.substring(0, outer.length() - inner.length() - 2) : outer;
    }
}
