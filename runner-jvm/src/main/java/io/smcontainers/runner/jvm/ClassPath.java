package io.smcontainers.runner.jvm;

import io.smcontainers.spi.TrainingJob;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the JVM looks for classes, in this order: the code folder, its jars (the program first, the others by name), {@code
 * lib/*.jar} by name, what the job adds, what the image adds (CLASSPATH), our own library if the job asks for it. The first that
 * has a class wins.
 *
 * @param codeDir the code folder
 * @param entries absolute paths; one that ends in {@code /*} stands for the jars of a folder, as for {@code java}
 * @param notes what the user may want to know
 */
record ClassPath(Path codeDir, List<String> entries, List<String> notes) {
    /** The folder of a program's libraries, below the code folder. */
    static final String LIB = "lib";

    private static final String ALL_JARS = "/*";

    /** Copies the lists. */
    ClassPath {
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
    }

    static ClassPath of(TrainingJob job, JvmProgram program, JvmParameters parameters) {
        Path code = job.codeDir();
        Set<String> entries = new LinkedHashSet<>();
        List<String> notes = new ArrayList<>();
        entries.add(code.toString());
        addAll(entries, program.ownJars(code));
        addAll(entries, JarFolder.jars(code));
        addAll(entries, JarFolder.jars(code.resolve(LIB)));
        for (String entry : parameters.classPath()) {
            String path = code.resolve(entry).toString();
            entries.add(path);
            if (!Files.exists(folderOrFile(path))) {
                notes.add("class path: '" + JvmParameters.CLASS_PATH + "' names " + entry + ", which is not there");
            }
        }
        Arrays.stream(job.variable("CLASSPATH").orElse("").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> entries.add(code.resolve(entry).toString()));
        if (parameters.addCore()) {
            addAll(entries, CoreJars.paths());
        }
        return new ClassPath(code, new ArrayList<>(entries), notes);
    }

    private static void addAll(Set<String> entries, List<Path> paths) {
        paths.forEach(path -> entries.add(path.toString()));
    }

    /** Returns the path itself, or for all jars of a folder the folder. */
    private static Path folderOrFile(String entry) {
        return Path.of(entry.endsWith(ALL_JARS) ? entry.substring(0, entry.length() - 1) : entry);
    }

    /** Returns the folders and jars it consists of. */
    List<Path> places() {
        List<Path> places = new ArrayList<>();
        for (String entry : entries) {
            if (entry.endsWith(ALL_JARS)) {
                places.addAll(JarFolder.jars(folderOrFile(entry)));
            } else {
                places.add(Path.of(entry));
            }
        }
        return places;
    }

    /** Returns what {@code -cp} takes. */
    String text() {
        return String.join(File.pathSeparator, entries);
    }
}
