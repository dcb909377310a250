package io.smcontainers.runner.python;

import io.smcontainers.spi.TrainingJob;
import java.util.regex.Pattern;

/**
 * Tells whether the code folder is a Python package to be installed. The Python toolkit knows {@code setup.py} only, so a
 * script beside a pyproject.toml ran there as a script; it does so here too unless the file says how to build a package. Many
 * only set up linters, and {@code uv init} writes {@code [project]} alone for what is not to be built.
 */
final class PythonPackage {
    private PythonPackage() {}

    /**
     * Returns whether the job's program belongs to a package.
     *
     * @param program its name
     */
    static boolean holds(String program, TrainingJob job) {
        if (job.hasFile("setup.py")) {
            return true;
        }
        if (!job.hasFile("pyproject.toml")) {
            return false;
        }
        String toml = CodeFile.text(job.codeDir().resolve("pyproject.toml"));
        return hasTable(toml, "build-system") || hasTable(toml, "project") && !isScript(program, job);
    }

    private static boolean isScript(String program, TrainingJob job) {
        return program.endsWith(".py") && job.hasFile(program);
    }

    private static boolean hasTable(String toml, String name) {
        return Pattern.compile("^[ \\t]*\\[[ \\t]*" + name + "[ \\t]*[].]", Pattern.MULTILINE)
                .matcher(toml)
                .find();
    }
}
