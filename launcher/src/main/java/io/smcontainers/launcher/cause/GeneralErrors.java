package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorPattern;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;

/** Recognises lines that speak of an error in words that any program may use, and those of a logger. */
final class GeneralErrors implements ErrorRecognizer {
    /** What the agents of torchrun and DeepSpeed log of a process that ended. */
    private static final List<String> OF_CHILDREN_WORDS = List.of("failed (exitcode: ", "exits with return code");

    private static final List<String> LEVELS = List.of("ERROR", "CRITICAL", "FATAL", "SEVERE", "level");

    /** What make, npm, torchrun and the like say of a child that failed. */
    private static final ErrorPattern OF_CHILDREN = ErrorPattern.of(
            "failed-child",
            Certainty.CONSEQUENCE,
            "(?:g?make(?:\\[\\d++])?+: \\*\\*\\* |npm (?:ERR!|error) |error Command failed|Execution halted|exit status \\d).*+"
                    + "|.*\\bfailed \\(exitcode: -?\\d.*+|.*\\bexits with return code.*+",
            "*** ",
            "npm ",
            "Command failed",
            "Execution halted",
            "exit status",
            "failed (exitcode: ",
            "exits with return code");

    /** {@code error: …}, {@code Fatal: …}, {@code train: fatal error: …}, {@code Error in f(x) : …}. */
    private static final ErrorPattern WORDS = ErrorPattern.of(
            "general-error",
            Certainty.HINT,
            "(?:[\\w./+-]++: )?(?:[Ee]rror|ERROR|[Ff]atal|FATAL|fatal error|[Aa]bort(?:ing|ed)?+|panic|[Ff]ailed|[Ee]xception)(?::| in .*?:)"
                    + " (?!\\d+(?:\\.\\d*)?%?$).*+",
            "rror",
            "ERROR",
            "atal",
            "FATAL",
            "bort",
            "panic",
            "ailed",
            "xception");

    /** Compilers name file and line. */
    private static final ErrorPattern OF_COMPILERS = ErrorPattern.of(
            "compiler-error", Certainty.LIKELY, "[^:\\s]++:\\d++(?::\\d++)?+: (?:fatal )?+error: .*+", "error: ");

    @Override
    public String name() {
        return "general-error";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>(OF_CHILDREN.recognize(lines));
        errors.addAll(OF_COMPILERS.recognize(lines));
        errors.addAll(WORDS.recognize(lines));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (LEVELS.stream().anyMatch(line::contains)
                    && OF_CHILDREN_WORDS.stream().noneMatch(line::contains)
                    && LineLevel.of(line) == LineLevel.ERROR) {
                errors.add(RecognizedError.of(i, Certainty.HINT, line));
            }
        }
        return errors;
    }
}
