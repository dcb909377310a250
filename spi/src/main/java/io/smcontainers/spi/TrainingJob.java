package io.smcontainers.spi;

import io.smcontainers.core.ExecutableSearch;
import io.smcontainers.core.TrainingEnvironment;
import io.smcontainers.core.UserArguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The job that a plugin is asked about. The user's code lies in the code folder already.
 *
 * @param environment the job as SageMaker describes it
 * @param variables the variables that this process was started with, which the user's program inherits
 */
public record TrainingJob(TrainingEnvironment environment, Map<String, String> variables) {
    /** Copies the map. */
    public TrainingJob {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Returns the folder of the user's code, in which everything in a plan runs. */
    public Path codeDir() {
        return environment.layout().codeDir();
    }

    /** Returns the program's name as the job gives it, such as {@code src/train.py}. */
    public Optional<String> programName() {
        return environment.program().name();
    }

    /** Returns whether the code folder has a file of that name. */
    public boolean hasFile(String name) {
        return Files.isRegularFile(codeDir().resolve(name));
    }

    /** Returns the arguments of the user's program. */
    public List<String> arguments() {
        return UserArguments.of(environment.hyperparameters());
    }

    /** Returns a variable's value, if it is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the program of that name on PATH. */
    public Optional<Path> findExecutable(String name) {
        return ExecutableSearch.of(variables).find(name);
    }

    /** Leaves out the variables, some of which may be secrets. */
    @Override
    public String toString() {
        return "TrainingJob[" + programName().orElse("no program") + " in " + codeDir() + "]";
    }
}
