package io.smcontainers.runner.python;

import java.util.regex.Pattern;

/**
 * The line in which a traceback ends: the exception's class, qualified by its module unless that is {@code builtins} or {@code
 * __main__}, and its message if it has one. A program may print lines of any length: repetitions are possessive wherever they
 * nest, so that matching takes linear time.
 */
final class ExceptionLine {
    private static final String MODULE = "(?:[A-Za-z_]\\w*+|<locals>)\\.";

    /** {@code MeanSquaredError: 0.25} is a measurement; {@code KeyError: 3} is not. */
    private static final String NO_MEASUREMENT =
            "(?!\\w++: [-+]?+(?:\\d*+\\.\\d++(?:[eE][-+]?+\\d++)?+%?+|\\d++%)\\s*+$)";

    /** Not warnings: of one that counts as an error there is a traceback. */
    private static final String NAME = "(?:\\w*(?:Error|Exception)|\\w+(?:Exit|Interrupt)|Stop(?:Async)?+Iteration)";

    /** At least one upper-case letter at the start and one of lower case, so that {@code README.MD: …} is no class. */
    private static final String CAMEL_CASE = "[A-Z](?=[A-Z0-9_]*+[a-z])\\w*+";

    private static final String MESSAGE = "(?:: .*+|:?+\\s*+$)";

    /** A class whose name says that it is an exception. Log lines can look alike. */
    static final String NAMED = NO_MEASUREMENT + "(?:" + MODULE + ")*+" + NAME + MESSAGE;

    /** Any class with a module, such as subprocess.TimeoutExpired, and the old ones like zlib.error and socket.timeout. */
    static final String QUALIFIED =
            "(?:" + MODULE + ")++(?:" + CAMEL_CASE + "|[a-z]*error|timeout|herror|gaierror): .*+";

    private static final Pattern ALONE = Pattern.compile("(?:" + NAMED + "|" + QUALIFIED + ")", Pattern.DOTALL);

    /** Below frames any name may be one. */
    private static final Pattern BELOW_FRAMES = Pattern.compile(
            "(?!(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)\\b)(?:" + MODULE + ")*+[A-Za-z_]\\w*+" + MESSAGE, Pattern.DOTALL);

    private ExceptionLine() {}

    /** Returns whether a line is an exception wherever it stands. */
    static boolean isAlone(String line) {
        return ALONE.matcher(line).lookingAt();
    }

    /** Returns whether a line that follows frames is the exception. */
    static boolean isBelowFrames(String line) {
        return BELOW_FRAMES.matcher(line).lookingAt();
    }
}
