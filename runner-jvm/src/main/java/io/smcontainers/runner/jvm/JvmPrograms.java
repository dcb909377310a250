package io.smcontainers.runner.jvm;

import io.smcontainers.spi.TrainingJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Recognises a JVM program by its name; see {@link JvmRunner} for the rules. Asked for every job, so it opens no file. */
final class JvmPrograms {
    private JvmPrograms() {}

    /** Returns the job's program, or empty if it is none for a JVM. */
    static Optional<JvmProgram> of(TrainingJob job) {
        Optional<String> name = job.programName();
        if (name.isEmpty() || asksForPythonFunction(job)) {
            return Optional.empty();
        }
        return named(name.get(), job);
    }

    private static Optional<JvmProgram> named(String name, TrainingJob job) {
        if (name.endsWith(".jar")) {
            return Optional.of(new JarProgram(name));
        }
        if (name.endsWith(".java")) {
            return Optional.of(new SourceProgram(name));
        }
        return isClass(name, job) ? Optional.of(new ClassProgram(name)) : Optional.empty();
    }

    private static boolean asksForPythonFunction(TrainingJob job) {
        return job.environment()
                .program()
                .framework()
                .filter(framework -> framework.indexOf(':') >= 0)
                .isPresent();
    }

    private static boolean isClass(String name, TrainingJob job) {
        if (!ClassName.isValid(name)) {
            return false;
        }
        if (isAskedFor(job)) {
            return true;
        }
        if (job.hasFile(name)) {
            return false;
        }
        if (job.hasFile(ClassName.fileName(name))) {
            return true;
        }
        boolean mayBePython = job.hasFile("setup.py") || job.hasFile("pyproject.toml");
        return !mayBePython
                && Character.isUpperCase(ClassName.simple(name).codePointAt(0))
                && (ClassName.hasPackage(name) && name.length() > name.lastIndexOf('.') + 2 || hasJar(job));
    }

    private static boolean isAskedFor(TrainingJob job) {
        String framework = job.environment().program().framework().orElse("");
        return framework.equals(JvmRunner.ID) || framework.equals(JvmRunner.class.getName());
    }

    private static boolean hasJar(TrainingJob job) {
        Path code = job.codeDir();
        return Files.isDirectory(code)
                && !(JarFolder.jars(code).isEmpty()
                        && JarFolder.jars(code.resolve(ClassPath.LIB)).isEmpty());
    }
}
