package io.smcontainers.runner.jvm;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.TrainingJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the JVM that runs the program: SAGEMAKER_JAVA, else JAVA_HOME, else PATH, else the one that this process runs on. */
final class JvmSearch {
    static final String HOW_TO_CHOOSE = "it is found by JAVA_HOME or PATH; SAGEMAKER_JAVA names another";

    private static final String CHOICE = "SAGEMAKER_JAVA";
    private static final String HOME = "JAVA_HOME";

    private final TrainingJob job;
    private final Path ownHome;

    JvmSearch(TrainingJob job, Path ownHome) {
        this.job = job;
        this.ownHome = ownHome;
    }

    /**
     * Returns the JVM.
     *
     * @throws JobException if it is not the one that is asked for
     */
    Jvm find() {
        Optional<String> choice = job.variable(CHOICE);
        return choice.isPresent()
                ? chosen(choice.get())
                : inHome().or(this::onPath).orElseGet(this::ours);
    }

    private Jvm chosen(String choice) {
        Path path = Path.of(choice);
        Optional<Path> executable = path.isAbsolute()
                ? Optional.of(Files.isDirectory(path) ? command(path) : path).filter(JvmSearch::isExecutable)
                : Optional.of(choice).filter(name -> !name.contains("/")).flatMap(job::findExecutable);
        return executable
                .map(file -> Jvm.at(file.toAbsolutePath(), CHOICE))
                .orElseThrow(() -> new JobException(
                        ErrorCode.DEPENDENCY_UNAVAILABLE,
                        "environment variable " + CHOICE + ": '" + choice
                                + "' is no executable file; expected the absolute path of a java command or of the"
                                + " folder of a JDK, or the name of a command on PATH"));
    }

    private Optional<Jvm> inHome() {
        return job.variable(HOME)
                .map(home -> command(Path.of(home)).toAbsolutePath())
                .filter(JvmSearch::isExecutable)
                .map(file -> Jvm.at(file, HOME));
    }

    private Optional<Jvm> onPath() {
        return job.findExecutable("java").map(file -> Jvm.at(file.toAbsolutePath(), "java on PATH"));
    }

    private Jvm ours() {
        return Jvm.at(command(ownHome), "the runtime of train; the image has no Java");
    }

    private static Path command(Path home) {
        return home.resolve("bin").resolve("java");
    }

    private static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** Returns a warning if JAVA_HOME names a folder without Java, though it looks like a choice; else empty. */
    Optional<String> note() {
        return job.variable(HOME)
                .filter(home -> !isExecutable(command(Path.of(home))))
                .map(home -> "JAVA_HOME is " + home + ", which has no bin/java; passed over");
    }
}
