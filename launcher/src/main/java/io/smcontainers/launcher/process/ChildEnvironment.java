package io.smcontainers.launcher.process;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables that a process and its children have. */
public final class ChildEnvironment {
    /**
     * {@code bin/train} keeps under this prefix what is meant for the user's program and not for our JVM: JVM options, the
     * locale. An empty one says that the user had none.
     */
    private static final String SAVED_PREFIX = "TRAIN_SAVED_";

    private ChildEnvironment() {}

    /**
     * Returns the variables that the user gave this process, with what {@code bin/train} had to take away put back.
     *
     * @param environment the variables of this process
     */
    public static Map<String, String> restored(Map<String, String> environment) {
        Map<String, String> restored = new LinkedHashMap<>(environment);
        environment.forEach((name, value) -> {
            if (name.startsWith(SAVED_PREFIX)) {
                restored.remove(name);
                String original = name.substring(SAVED_PREFIX.length());
                if (value.isEmpty()) {
                    restored.remove(original);
                } else {
                    restored.put(original, value);
                }
            }
        });
        return restored;
    }

    /**
     * Makes a builder's variables the wanted ones. Variables that stay as they are, are not touched: their bytes need not be
     * UTF-8, and would not survive.
     */
    static void apply(Map<String, String> wanted, Map<String, String> builders) {
        Map<String, String> inherited = new HashMap<>(builders);
        builders.keySet().retainAll(wanted.keySet());
        wanted.forEach((name, value) -> {
            if (!value.equals(inherited.get(name))) {
                builders.put(name, value);
            }
        });
    }
}
