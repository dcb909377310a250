package io.smcontainers.runner.jvm;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.FrameworkRunner;
import io.smcontainers.spi.LaunchPlan;
import io.smcontainers.spi.Support;
import io.smcontainers.spi.TrainingJob;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs JVM programs: jars (from Java, Kotlin, Scala, Groovy or any other language), classes, and single Java source files.
 *
 * <p>It takes what is clearly meant for a JVM, by names and a look into the code folder, and opens no jar to find out:
 *
 * <ul>
 *   <li>{@code app.jar} and {@code Train.java}, whether there or not;
 *   <li>{@code com.acme.Train}: a class in a package whose own name starts with a capital; {@code com.acme.train} only if its
 *       class file lies in the code folder, for it may be anything else;
 *   <li>{@code Train}, without a package: only if {@code Train.class} lies in the code folder, or if it starts with a capital
 *       and a jar lies there or in {@code lib/}.
 * </ul>
 *
 * <p>A name that is ambiguous is not taken. A file of that very name is the command runner's: {@code train} beside {@code
 * train.class} is an executable. Beside {@code setup.py} or {@code pyproject.toml} a class name may be a Python module, and is,
 * unless its class file is there. A job that wants it otherwise sets SAGEMAKER_TRAINING_MODULE to {@code jvm}: then any class
 * name is one.
 */
public final class JvmRunner implements FrameworkRunner {
    static final String ID = "jvm";

    private final Path ownHome;

    /** Creates the runner. */
    public JvmRunner() {
        this(Path.of(System.getProperty("java.home")));
    }

    /**
     * Creates a runner.
     *
     * @param ownHome the Java that this process runs on, for programs in an image that has none
     */
    JvmRunner(Path ownHome) {
        this.ownHome = ownHome;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Support supports(TrainingJob job) {
        return JvmPrograms.of(job).isPresent() ? Support.yes() : Support.no(whyNot(job));
    }

    @Override
    public LaunchPlan plan(TrainingJob job) {
        JvmProgram program = JvmPrograms.of(job)
                .orElseThrow(() -> new JobException(
                        ErrorCode.INTERNAL,
                        "the jvm runner was asked to plan a job that it does not support: " + whyNot(job)));
        return new JvmPlanner(job, ownHome).plan(program);
    }

    @Override
    public List<ErrorRecognizer> errorRecognizers() {
        return JavaErrors.RECOGNIZERS;
    }

    private static String whyNot(TrainingJob job) {
        return job.programName()
                .map(name -> "'" + name + "' is not a JVM program: expected a .jar, a .java file or a class name")
                .orElse("no program is named");
    }
}
