package io.smcontainers.runner.jvm;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognises jars, Java source files and class names, and says that this version does not run them: better than to have them
 * tried as something else.
 */
public final class JvmRunner implements FrameworkRunner {
    /** A class in a package; its own name starts with a capital, which tells it from {@code train.py} and {@code run.R}. */
    private static final Pattern CLASS_NAME =
            Pattern.compile("([\\p{L}_$][\\p{L}\\p{N}_$]*\\.)+\\p{Lu}[\\p{L}\\p{N}_$]+");

    /** Creates the runner. */
    public JvmRunner() {}

    @Override
    public String id() {
        return "jvm";
    }

    @Override
    public Support supports(TrainingJob job) {
        return Support.no(job.programName()
                .map(name -> isJvmProgram(name, job)
                        ? "'" + name + "' is a JVM program, which this version does not run yet"
                        : "'" + name + "' is not a JVM program")
                .orElse("no program is named"));
    }

    private static boolean isJvmProgram(String name, TrainingJob job) {
        return name.endsWith(".jar")
                || name.endsWith(".java")
                || CLASS_NAME.matcher(name).matches() && !job.hasFile(name);
    }

    @Override
    public LaunchPlan plan(TrainingJob job) {
        throw new JobException(
                ErrorCode.INTERNAL,
                "the jvm runner was asked to plan "
                        + job.programName().map(name -> "'" + name + "'").orElse("a job without a program")
                        + ", though it supports no job in this version");
    }

    @Override
    public List<ErrorRecognizer> errorRecognizers() {
        return JavaErrors.RECOGNIZERS;
    }
}
