package io.smcontainers.spi;

import io.smcontainers.core.ExecutableSearch;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a probe looks.
 *
 * @param root the root of the file system, {@code /} but for tests; look for {@code root.resolve("dev/nvidiactl")}
 * @param variables the variables of the process, which may restrict what the container may use
 * @param programs runs short programs; look first for what costs less
 */
public record Machine(Path root, Map<String, String> variables, ShortPrograms programs) {
    /** Copies the map. */
    public Machine {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Creates a machine on which no program can be run, for tests. */
    public Machine(Path root, Map<String, String> variables) {
        this(root, variables, (argv, limit) -> new ProgramEnd.NotStarted("no program can be run here"));
    }

    /**
     * Looks for a program on PATH.
     *
     * @param name a plain file name, such as {@code nvidia-smi}
     */
    public Optional<Path> findExecutable(String name) {
        return ExecutableSearch.of(variables).find(name);
    }
}
