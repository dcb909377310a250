package io.smcontainers.runner.python;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.ErrorPattern;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.InstallStep;
import io.smcontainers.spi.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Plans installations with the pip of an interpreter. Settings go through PIP_ variables rather than options: a user's own
 * variable wins over them, and a pip too old to know one ignores it.
 */
final class Pip {
    /** pip says what failed in such a line; what it ran, such as setuptools, in lower case. */
    private static final List<ErrorRecognizer> ERRORS =
            List.of(new ErrorPattern("pip-error", Pattern.compile("(?:ERROR|error): .*", Pattern.DOTALL)));

    private static final String WHEELS = "wheels";

    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            // Nobody is there to answer a question.
            "PIP_NO_INPUT", "1",
            "PIP_DISABLE_PIP_VERSION_CHECK", "1",
            "PIP_ROOT_USER_ACTION", "ignore",
            // A container's own Python is there to be installed into; Debian's refuses otherwise (PEP 668).
            "PIP_BREAK_SYSTEM_PACKAGES", "1"));

    private final PythonInterpreter python;
    private final TrainingJob job;

    Pip(PythonInterpreter python, TrainingJob job) {
        this.python = python;
        this.job = job;
    }

    /**
     * Plans a {@code pip install}.
     *
     * @param description what is installed
     * @param onFailure the error if it fails
     * @param what pip's further arguments
     */
    InstallStep step(String description, ErrorCode onFailure, String... what) {
        return new InstallStep(description, install(what), onFailure, ERRORS);
    }

    /**
     * Plans the installation of the package in the code folder. pip builds it apart from what is installed, which takes an
     * index; without one it is then built with the setuptools, or whatever it asks for, that the image has. A setuptools
     * older than 70.1 needs the package {@code wheel} for that; a plain setup.py can install itself without.
     */
    InstallStep packageStep() {
        List<Command> attempts = new ArrayList<>(install("."));
        attempts.add(command(List.of("--no-build-isolation"), "."));
        if (!job.hasFile("pyproject.toml")) {
            attempts.add(python.command(job, List.of("setup.py", "install")));
        }
        return new InstallStep("the package in " + job.codeDir(), attempts, ErrorCode.INSTALL_MODULE_FAILED, ERRORS);
    }

    /**
     * Plans the commands of a {@code pip install}. If the code folder brings packages in {@code wheels/}, they are first tried alone, which
     * works without a network; then beside the index, for a job whose folder holds only some of what it needs.
     *
     * @param what pip's further arguments
     * @return the attempts, in order
     */
    List<Command> install(String... what) {
        if (!bringsPackages()) {
            return List.of(command(List.of(), what));
        }
        return List.of(
                command(List.of("--no-index", "--find-links", WHEELS), what),
                command(List.of("--find-links", WHEELS), what));
    }

    private boolean bringsPackages() {
        return CodeFile.names(job.codeDir().resolve(WHEELS)).stream().anyMatch(Pip::isPackage);
    }

    private static boolean isPackage(String name) {
        return Stream.of(".whl", ".tar.gz", ".zip").anyMatch(name::endsWith);
    }

    private Command command(List<String> options, String... what) {
        List<String> arguments = new ArrayList<>(List.of("-m", "pip", "install"));
        arguments.addAll(options);
        arguments.addAll(List.of(what));
        return PythonInterpreter.withDefaults(python.command(job, arguments), job, SETTINGS);
    }
}
