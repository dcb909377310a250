package io.smcontainers.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants run.
 *
 * @param entryPoint {@code sagemaker_program}: a path relative to the code folder, or a class name
 * @param submitDirectory {@code sagemaker_submit_directory}: where the code comes from, such as {@code s3://…/sourcedir.tar.gz}
 * @param frameworkModule the environment variable SAGEMAKER_TRAINING_MODULE: {@code pkg.mod:func}, or the id or class name of a
 *     runner
 */
public record UserProgram(
        @Nullable String entryPoint,
        @Nullable String submitDirectory,
        @Nullable String frameworkModule) {
    private static final String PYTHON_SUFFIX = ".py";

    /** Returns the program's name, if the job names one. */
    public Optional<String> name() {
        return Optional.ofNullable(entryPoint);
    }

    /** Returns where the code comes from, if the job says so. */
    public Optional<String> codeLocation() {
        return Optional.ofNullable(submitDirectory);
    }

    /** Returns the framework module, if one is asked for. */
    public Optional<String> framework() {
        return Optional.ofNullable(frameworkModule);
    }

    /** Returns the program's name less {@code .py}, the text {@code None} without one, as the Python toolkit has it. */
    public String moduleName() {
        if (entryPoint == null) {
            return "None";
        }
        return entryPoint.endsWith(PYTHON_SUFFIX)
                ? entryPoint.substring(0, entryPoint.length() - PYTHON_SUFFIX.length())
                : entryPoint;
    }
}
