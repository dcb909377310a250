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
        String choice = job.variable(CHOICE).orElse("");
        if (!choice.isEmpty()) {
            return chosen(choice);
        }
        String home = job.variable(HOME).orElse("");
        if (!home.isEmpty() && isExecutable(command(Path.of(home)))) {
            return Jvm.at(command(Path.of(home)).toAbsolutePath(), HOME);
        }
        Path onPath = job.findExecutable("java").orElse(null);
        return onPath != null
                ? Jvm.at(onPath.toAbsolutePath(), "java on PATH")
                : Jvm.at(command(ownHome), "the runtime of train; the image has no Java");
    }

    private Jvm chosen(String choice) {
        Path path = Path.of(choice);
        if (path.isAbsolute()) {
            Path executable = Files.isDirectory(path) ? command(path) : path;
            if (isExecutable(executable)) {
                return Jvm.at(executable, CHOICE);
            }
        } else if (!choice.contains("/") && job.findExecutable(choice).isPresent()) {
            return Jvm.at(job.findExecutable(choice).get().toAbsolutePath(), CHOICE);
        }
        throw new JobException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "environment variable " + CHOICE + ": '" + choice
                        + "' is no executable file; expected the absolute path of a java command or of the folder of"
                        + " a JDK, or the name of a command on PATH");
    }

    private static Path command(Path home) {
        return home.resolve("bin").resolve("java");
    }

    private static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** Returns a warning if JAVA_HOME names a folder without Java, though it looks like a choice; else empty. */
    Optional<String> note() {
        String home = job.variable(HOME).orElse("");
        return home.isEmpty() || isExecutable(command(Path.of(home)))
                ? Optional.empty()
                : Optional.of("JAVA_HOME is " + home + ", which has no bin/java; passed over");
    }
}
