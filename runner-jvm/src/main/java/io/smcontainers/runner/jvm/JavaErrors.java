package io.smcontainers.runner.jvm;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorPattern;
import io.smcontainers.spi.ErrorRecognizer;
import java.util.List;

/** How a JVM, and the {@code java} command that starts it, say why they failed. */
final class JavaErrors {
    static final List<ErrorRecognizer> RECOGNIZERS = List.of(
            new JavaStackTraces(),
            new JavaCrashes(),
            ErrorPattern.of(
                    "java-start",
                    Certainty.UNCAUGHT,
                    "(?:Error: (?:Unable to access jarfile|Main method (?:not found|is not static)|Unable to initialize main class"
                            + "|LinkageError occurred|Could not find or open)|Unrecognized (?:VM )?+option|Invalid (?:maximum|initial)"
                            + " heap size|Error occurred during initialization of VM).*+",
                    "Error",
                    "Unrecognized",
                    "Invalid"),
            // Behind what was wrong.
            ErrorPattern.of(
                    "java-not-started",
                    Certainty.CONSEQUENCE,
                    "Error: (?:Could not create the Java Virtual Machine|A fatal exception has occurred).*+",
                    "Error: "),
            ErrorPattern.of(
                    "java-out-of-memory",
                    Certainty.UNCAUGHT,
                    "(?:Terminating due to |Aborting due to |Exception: )(?<cause>java\\.lang\\.\\w++.*+)",
                    "java.lang."),
            // A single source file that does not compile.
            ErrorPattern.of(
                    "java-compiler", Certainty.LIKELY, "\\S++\\.(?:java|kt|scala):\\d++: error: .*+", ": error: "),
            ErrorPattern.of("java-not-compiled", Certainty.CONSEQUENCE, "error: compilation failed", "error: "));

    private JavaErrors() {}
}
