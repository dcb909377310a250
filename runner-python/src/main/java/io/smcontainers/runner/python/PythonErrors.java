package io.smcontainers.runner.python;

import io.smcontainers.spi.ErrorPattern;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How Python says why it failed.
 *
 * <p>A traceback ends in the exception's class, qualified by its module unless that is {@code builtins} or {@code __main__},
 * and its message if it has one. Log lines can look alike, so a class without a module must be named like an exception. A
 * program may print lines of any length: repetitions are possessive wherever they nest, so that matching takes linear time.
 */
final class PythonErrors {
    /** PyTorch puts this before each line of a traceback when several processes train together. */
    private static final String RANK = "(?:\\[rank\\d++]: ?)?+";

    private static final String MODULE = "(?:[A-Za-z_]\\w*+|<locals>)\\.";

    /** {@code MeanSquaredError: 0.25} is a measurement; {@code KeyError: 3} is not. */
    private static final String NO_MEASUREMENT =
            "(?!\\w++: [-+]?+(?:\\d*+\\.\\d++(?:[eE][-+]?+\\d++)?+%?+|\\d++%)\\s*+$)";

    private static final String EXCEPTION =
            "(?:\\w*(?:Error|Exception)|\\w+(?:Exit|Interrupt|Warning)|Stop(?:Async)?+Iteration)";

    /** At least one upper-case letter at the start and one of lower case, so that {@code README.MD: …} is no class. */
    private static final String CAMEL_CASE = "[A-Z](?=[A-Z0-9_]*+[a-z])\\w*+";

    static final List<ErrorPattern> PATTERNS = List.of(
            pattern(
                    "python-exception",
                    RANK + NO_MEASUREMENT + "(?:" + MODULE + ")*+" + EXCEPTION + "(?:: .*+|:?+\\s*+$)"),
            // Any class with a module, such as subprocess.TimeoutExpired, and the old ones like zlib.error and
            // socket.timeout.
            pattern(
                    "python-qualified-exception",
                    RANK + "(?:" + MODULE + ")++(?:" + CAMEL_CASE + "|[a-z]*error|timeout): .*+"),
            // argparse: an option that is unknown or missing. This is how a mistyped hyperparameter ends.
            pattern("python-arguments", "(?:[\\w./-]++(?<=\\.py)|\\S++ -m \\S+): error: .*+"),
            // The interpreter's own words, before the program starts or when it crashes.
            pattern(
                    "python-start",
                    "\\S*python[\\w.]*+: (?:No module named|can't open file|can't find '__main__'"
                            + "|Error while finding module specification).*+"),
            pattern("python-crash", "Fatal Python error: .*+"));

    private PythonErrors() {}

    private static ErrorPattern pattern(String name, String regex) {
        return new ErrorPattern(name, Pattern.compile(regex, Pattern.DOTALL));
    }
}
