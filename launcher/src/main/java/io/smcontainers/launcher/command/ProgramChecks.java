package io.smcontainers.launcher.command;

import io.smcontainers.core.ExecutableSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for the programs that run users' programs. */
final class ProgramChecks {
    private ProgramChecks() {}

    static List<Check> of(Map<String, String> variables) {
        ExecutableSearch path = ExecutableSearch.of(variables);
        return List.of(
                program(
                        path,
                        List.of("python3", "python"),
                        "Python programs cannot run, unless SAGEMAKER_PYTHON names one"),
                program(path, List.of("sh"), "shell scripts cannot run"),
                java(path, variables));
    }

    private static Check program(ExecutableSearch path, List<String> names, String otherwise) {
        return names.stream()
                .flatMap(name -> path.find(name).stream())
                .findFirst()
                .map(file -> Check.ok(names.get(0), file.toString()))
                .orElseGet(() -> Check.warn(names.get(0), "not on PATH: " + otherwise));
    }

    private static Check java(ExecutableSearch path, Map<String, String> variables) {
        String found = Stream.of("SAGEMAKER_JAVA", "JAVA_HOME")
                .filter(name -> !variables.getOrDefault(name, "").isEmpty())
                .map(name -> name + "=" + variables.get(name))
                .findFirst()
                .or(() -> path.find("java").map(Path::toString))
                .orElse("none in this image: JVM programs run on the runtime of train, "
                        + System.getProperty("java.home"));
        return Check.ok("java", found);
    }
}
