package io.smcontainers.runner.python;

import io.smcontainers.core.UserArguments;
import io.smcontainers.spi.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Python is to run, of the kinds that the Python toolkit knows. */
sealed interface PythonProgram permits FrameworkFunction, PythonProgram.PackageModule, PythonProgram.Script {
    /** Returns the job's program, or empty if it is none of Python's. */
    static Optional<PythonProgram> of(TrainingJob job) {
        Optional<PythonProgram> function =
                FrameworkFunction.of(job.environment().program());
        return function.isPresent() ? function : job.programName().flatMap(name -> userProgram(name, job));
    }

    private static Optional<PythonProgram> userProgram(String name, TrainingJob job) {
        if (isOtherLanguage(name)) {
            return Optional.empty();
        }
        boolean inPackage = PythonPackage.holds(name, job);
        List<String> arguments = UserArguments.passedToPython(job.arguments());
        if (inPackage && !name.contains("/")) {
            String module = job.environment().program().moduleName();
            return Optional.of(new PackageModule(name, module, arguments));
        }
        return inPackage || name.endsWith(".py")
                ? Optional.of(new Script(name, arguments, inPackage))
                : Optional.empty();
    }

    /** Returns whether a name's ending says that it is no Python, even where a Python package lies beside it. */
    static boolean isOtherLanguage(String name) {
        return name.endsWith(".sh") || name.endsWith(".jar") || name.endsWith(".java");
    }

    /** Returns what a person calls the program. */
    String title();

    /** Returns what tells Python which program it is: a file, or options. */
    List<String> module();

    /** Returns the program's own arguments. */
    List<String> arguments();

    /** Returns what follows the interpreter in the command. */
    default List<String> pythonArguments() {
        List<String> all = new ArrayList<>(module());
        all.addAll(arguments());
        return all;
    }

    /** Returns whether the job's program must be a file in the code folder. */
    boolean isFile();

    /** Returns whether the package in the code folder is installed first. */
    boolean needsPackage();

    /**
     * A file, run as it stands. One in a subfolder of a package is run this way too: {@code -m} takes no path, so the Python
     * toolkit fails there.
     */
    record Script(String title, List<String> arguments, boolean needsPackage) implements PythonProgram {
        @Override
        public List<String> module() {
            return List.of(title);
        }

        @Override
        public boolean isFile() {
            return true;
        }
    }

    /** A module that the package brings, which need not be a file at the top of the code folder: think of {@code src/}. */
    record PackageModule(String title, String name, List<String> arguments) implements PythonProgram {
        @Override
        public List<String> module() {
            return List.of("-m", name);
        }

        @Override
        public boolean isFile() {
            return false;
        }

        @Override
        public boolean needsPackage() {
            return true;
        }
    }
}
