package io.smcontainers.runner.jvm;

import java.nio.file.Path;
import java.util.List;

/** What a JVM is to run. */
sealed interface JvmProgram permits JarProgram, ClassProgram, SourceProgram {
    /** Returns the program's name as the job gives it. */
    String name();

    /**
     * Returns jars of the code folder that come before its others on the class path.
     *
     * @param codeDir the code folder
     */
    default List<Path> ownJars(Path codeDir) {
        return List.of();
    }

    /**
     * Finds out what to start, and checks that it is there and that the JVM can run it.
     *
     * @param launch the job, and where and on what it runs
     * @throws io.smcontainers.core.JobException if it cannot
     */
    Start start(JvmLaunch launch);

    /**
     * What to start.
     *
     * @param argument follows the JVM's options: a main class or a source file
     * @param options what the program itself asks of the JVM
     * @param notes what the user may want to know
     */
    record Start(String argument, List<String> options, List<String> notes) {
        /** Copies the lists. */
        public Start {
            options = List.copyOf(options);
            notes = List.copyOf(notes);
        }

        /** Returns a start that asks for nothing. */
        static Start of(String argument) {
            return new Start(argument, List.of(), List.of());
        }
    }
}
