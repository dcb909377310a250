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
            new JavaStartErrors(),
            new JavaSourceErrors(),
            ErrorPattern.of(
                    "java-options",
                    Certainty.UNCAUGHT,
                    "(?:Unrecognized (?:VM )?+option|Invalid (?:maximum|initial) heap size|Error occurred during initialization of VM).*+",
                    "Unrecognized ",
                    "Invalid ",
                    "initialization of VM"),
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
            // Behind the compiler's errors.
            ErrorPattern.of("java-not-compiled", Certainty.CONSEQUENCE, "error: compilation failed", "error: "));

    private JavaErrors() {}
}
