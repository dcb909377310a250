package io.smcontainers.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A process to be started in the code folder. There is no shell in between: each argument arrives as it stands.
 *
 * @param argv the program, a path or a name on PATH, and its arguments
 * @param environment variables to be set for this process, over those of the job
 */
public record Command(List<String> argv, Map<String, String> environment) {
    /** Copies list and map. */
    public Command {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        argv = List.copyOf(argv);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** Returns a command without variables of its own. */
    public static Command of(String... argv) {
        return of(List.of(argv));
    }

    /** Returns a command without variables of its own. */
    public static Command of(List<String> argv) {
        return new Command(argv, Map.of());
    }

    /** Returns the same command with more arguments at its end. */
    public Command withArguments(List<String> arguments) {
        List<String> longer = new ArrayList<>(argv);
        longer.addAll(arguments);
        return new Command(longer, environment);
    }

    /** Returns the same command with one more variable. */
    public Command withVariable(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Command(argv, more);
    }
}
