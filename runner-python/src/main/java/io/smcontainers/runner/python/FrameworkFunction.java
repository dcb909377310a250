package io.smcontainers.runner.python;

import io.smcontainers.core.UserProgram;
import java.util.List;
import java.util.Optional;

/**
 * A function of a framework that lies in the image, named by SAGEMAKER_TRAINING_MODULE. It reads the job from the environment
 * and sees to the user's code itself, so it gets neither arguments nor an installed package.
 *
 * @param reference {@code pkg.mod:func}
 */
record FrameworkFunction(String reference) implements PythonProgram {
    private static final String IDENTIFIER = "[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*";

    /** What is wrong with module or function is told by Python's own traceback. Like any Python program's, argv[0] is a name. */
    private static final String CALL = """
            import importlib, sys; \
            module, function = sys.argv[1].split(':'); \
            sys.argv = ['train']; \
            getattr(importlib.import_module(module), function)()""";

    static Optional<PythonProgram> of(UserProgram program) {
        return program.framework()
                .filter(name -> name.matches("%1$s(\\.%1$s)*:%1$s".formatted(IDENTIFIER)))
                .map(FrameworkFunction::new);
    }

    @Override
    public String title() {
        return "SAGEMAKER_TRAINING_MODULE '" + reference + "'";
    }

    @Override
    public List<String> module() {
        return List.of("-c", CALL, reference);
    }

    @Override
    public List<String> arguments() {
        return List.of();
    }

    @Override
    public boolean isFile() {
        return false;
    }

    @Override
    public boolean needsPackage() {
        return false;
    }
}
