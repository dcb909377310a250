package io.smcontainers.runner.python;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorPattern;
import io.smcontainers.spi.ErrorRecognizer;
import java.util.List;

/** How Python says why it failed. */
final class PythonErrors {
    /** An exception without its traceback: a program may print one as its last words. */
    private static final ErrorPattern EXCEPTION = ErrorPattern.of(
            "python-exception",
            Certainty.LIKELY,
            ExceptionLine.NAMED,
            "Error",
            "Exception",
            "Exit",
            "Interrupt",
            "Iteration");

    private static final ErrorPattern QUALIFIED_EXCEPTION = ErrorPattern.of(
            "python-qualified-exception", Certainty.LIKELY, "(?!\\S*Warning: )" + ExceptionLine.QUALIFIED, ": ");

    /** argparse: an option that is unknown or missing. This is how a mistyped hyperparameter ends. */
    private static final ErrorPattern ARGUMENTS = ErrorPattern.of(
            "python-arguments", Certainty.LIKELY, "(?:[\\w./-]++(?<=\\.py)|\\S++ -m \\S+): error: .*+", ": error: ");

    /** The interpreter's own words, before the program starts. */
    private static final ErrorPattern START = ErrorPattern.of(
            "python-start",
            Certainty.LIKELY,
            "\\S*python[\\w.]*+: (?:No module named|can't open file|can't find '__main__'"
                    + "|Error while finding module specification|Error while loading).*+",
            "python");

    static final List<ErrorRecognizer> RECOGNIZERS = List.of(
            new PythonTracebacks(),
            new PythonCrashes(),
            new TorchrunErrors(),
            new PythonExceptionLines(EXCEPTION),
            new PythonExceptionLines(QUALIFIED_EXCEPTION),
            ARGUMENTS,
            START);

    private PythonErrors() {}
}
