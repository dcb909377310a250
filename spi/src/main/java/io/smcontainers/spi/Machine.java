package io.smcontainers.spi;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a probe looks.
 *
 * @param root the root of the file system, {@code /} but for tests; look for {@code root.resolve("dev/nvidiactl")}
 * @param variables the variables of the process, which may restrict what the container may use
 */
public record Machine(Path root, Map<String, String> variables) {
    /** Copies the map. */
    public Machine {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
