package io.smcontainers.runner.jvm;

import io.smcontainers.core.ErrorCode;
import io.smcontainers.core.JobException;
import io.smcontainers.spi.NearestName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The errors of a main class that is not there, with what there is instead. */
final class MissingClass {
    private static final int MAX_LISTED = 8;
    private static final int MAX_READ = 2_000;

    private MissingClass() {}

    /** Returns the error of a class that is nowhere on the class path. */
    static JobException error(String name, String origin, ClassPath classPath, ClassSearch search) {
        String suggestion = suggestion(name, search.names())
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse(";");
        String broken = search.broken().isEmpty()
                ? ""
                : " No jar that can be read: " + String.join(", ", search.broken()) + ".";
        return new JobException(
                ErrorCode.MISSING_ENTRY_POINT,
                origin + " '" + name + "', a class that is not on the class path" + suggestion + " Looked into "
                        + places(classPath) + "." + broken);
    }

    /** The right name in another package is likelier than another name. */
    private static Optional<String> suggestion(String name, Set<String> there) {
        String simple = ClassName.simple(name);
        Optional<String> elsewhere = there.stream()
                .filter(other -> ClassName.simple(other).equals(simple))
                .findFirst();
        return elsewhere.isPresent() ? elsewhere : NearestName.of(name, there);
    }

    private static String places(ClassPath classPath) {
        List<String> shown = new ArrayList<>();
        for (Path place : classPath.places()) {
            boolean inCode = place.startsWith(classPath.codeDir()) && !place.equals(classPath.codeDir());
            shown.add((inCode ? classPath.codeDir().relativize(place) : place).toString());
        }
        int more = shown.size() - MAX_LISTED;
        return String.join(", ", shown.subList(0, Math.min(shown.size(), MAX_LISTED)))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** Returns the error of a jar whose manifest names no main class. */
    static JobException noMainClass(String name, CodeJar jar) {
        List<String> candidates = mainClasses(jar);
        String expected = candidates.isEmpty()
                ? "no class in it has a main method: is it a library?"
                : "set the hyperparameter '" + JvmParameters.MAIN_CLASS + "' to one of "
                        + String.join(", ", candidates.subList(0, Math.min(candidates.size(), MAX_LISTED)));
        return new JobException(
                ErrorCode.MISSING_ENTRY_POINT,
                name + ": " + JarManifest.NAME + " has no Main-Class; expected the name of the class to run. "
                        + "Build the jar with one, or " + expected);
    }

    private static List<String> mainClasses(CodeJar jar) {
        return jar.names().stream()
                .filter(file -> file.endsWith(".class") && !file.startsWith("META-INF/"))
                .limit(MAX_READ)
                .filter(file -> hasMainMethod(jar, file))
                .map(ClassName::ofFile)
                .sorted()
                .toList();
    }

    private static boolean hasMainMethod(CodeJar jar, String file) {
        try {
            return ClassFile.parse(jar.read(file).orElseThrow()).hasMainMethod();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
