package io.smcontainers.runner.python;

import io.smcontainers.core.Cluster;
import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.Command;
import io.smcontainers.spi.TrainingJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Python that runs the program and installs its packages: the two must be the same.
 *
 * @param executable its absolute path; links are not resolved, for a virtual environment is known by the link
 * @param origin where it was found
 */
record PythonInterpreter(Path executable, String origin) {
    private static final String CHOICE = "SAGEMAKER_PYTHON";
    private static final String ON_PATH = " on PATH";

    /**
     * Finds the interpreter: SAGEMAKER_PYTHON, else the virtual or conda environment that is active, else PATH.
     *
     * @param job whose variables are looked at
     * @param purpose what needs Python, for the error
     * @throws JobException if there is none, or not the one that is asked for
     */
    static PythonInterpreter find(TrainingJob job, String purpose) {
        Optional<String> choice = job.variable(CHOICE);
        if (choice.isPresent()) {
            return chosen(job, choice.get());
        }
        return inEnvironment(job, "VIRTUAL_ENV")
                .or(() -> inEnvironment(job, "CONDA_PREFIX"))
                .or(() -> onPath(job, "python3"))
                .or(() -> onPath(job, "python"))
                .orElseThrow(() -> none(job, purpose));
    }

    private static PythonInterpreter chosen(TrainingJob job, String choice) {
        Path path = Path.of(choice);
        Optional<Path> executable = path.isAbsolute()
                ? Optional.of(path).filter(PythonInterpreter::isExecutable)
                : Optional.of(choice).filter(name -> !name.contains("/")).flatMap(job::findExecutable);
        return executable
                .map(found -> new PythonInterpreter(absolute(found), CHOICE))
                .orElseThrow(() -> unusable(choice));
    }

    private static Optional<PythonInterpreter> inEnvironment(TrainingJob job, String variable) {
        return job.variable(variable)
                .map(folder -> Path.of(folder, "bin", "python"))
                .filter(PythonInterpreter::isExecutable)
                .map(file -> new PythonInterpreter(absolute(file), "bin/python in " + variable));
    }

    private static Optional<PythonInterpreter> onPath(TrainingJob job, String name) {
        return job.findExecutable(name).map(file -> new PythonInterpreter(absolute(file), name + ON_PATH));
    }

    /** The command runs in the code folder, where a relative path would mean something else. */
    private static Path absolute(Path file) {
        return file.toAbsolutePath();
    }

    private static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static JobException unusable(String choice) {
        return new JobException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "environment variable " + CHOICE + ": '" + choice + "' is no executable file;"
                        + " expected the absolute path of a Python interpreter, or its name on PATH");
    }

    private static JobException none(TrainingJob job, String purpose) {
        List<String> places = new ArrayList<>();
        for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            job.variable(variable).ifPresent(folder -> places.add(folder + "/bin/python (" + variable + ")"));
        }
        places.add("python3 and python on PATH (" + job.variable("PATH").orElse("which is empty") + ")");
        return new JobException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                purpose + " needs Python, and this image has none: looked for " + String.join(", then ", places)
                        + ". Install python3 in the image, or set " + CHOICE + " to the path of an interpreter");
    }

    /** Returns whether it was found on PATH, so that programs on PATH belong to it. */
    boolean isFromPath() {
        return origin.endsWith(ON_PATH);
    }

    /** Returns the choice, for the log. */
    String note() {
        return "Python is " + executable + " (" + origin + ")";
    }

    /**
     * Returns a command of this interpreter, whose output arrives line by line. With more than one host it says where they meet
     * in the variables that PyTorch and others look at.
     */
    Command command(TrainingJob job, List<String> arguments) {
        Command command = Command.of(executable.toString()).withArguments(arguments);
        Map<String, String> defaults = new LinkedHashMap<>(Map.of("PYTHONUNBUFFERED", "1"));
        Cluster cluster = job.environment().cluster();
        if (cluster.hosts().size() > 1) {
            defaults.put("MASTER_ADDR", cluster.masterHost());
            defaults.put("MASTER_PORT", Integer.toString(Cluster.MASTER_PORT));
        }
        return withDefaults(command, job, defaults);
    }

    /** Sets variables, but none that the user has set, be it to nothing. */
    static Command withDefaults(Command command, TrainingJob job, Map<String, String> defaults) {
        Command result = command;
        for (Map.Entry<String, String> variable : defaults.entrySet()) {
            if (!job.variables().containsKey(variable.getKey())) {
                result = result.withVariable(variable.getKey(), variable.getValue());
            }
        }
        return result;
    }
}
