package io.smcontainers.launcher.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An option of {@code mpirun} by what it sets, so that one that the user gives takes the place of ours.
 *
 * @param key such as {@code mca pml}, {@code x PATH} or {@code bind-to}
 * @param words as they stand in the command line
 */
record MpirunOption(String key, List<String> words) {
    /** Options with a name and a value; those of PRRTE and PMIx set other parameters of the same names. */
    private static final Set<String> PARAMETERS = Set.of("mca", "gmca", "prtemca", "pmixmca");

    private static final Set<String> PROCESSES = Set.of("np", "n", "c");
    private static final Set<String> HOSTS = Set.of("host", "H", "hostfile", "machinefile", "default-hostfile");
    private static final Set<String> TAGS = Set.of("tag-output", "output");

    /** Copies the list. */
    MpirunOption {
        words = List.copyOf(words);
    }

    static MpirunOption of(String key, String... words) {
        return new MpirunOption(key, List.of(words));
    }

    /** Returns the words of those whose key is not among the given, and behind them what the user gave. */
    static List<String> merged(List<MpirunOption> defaults, List<String> given) {
        Set<String> keys = keys(given);
        List<String> words = new ArrayList<>();
        for (MpirunOption option : defaults) {
            if (!keys.contains(option.key())) {
                words.addAll(option.words());
            }
        }
        words.addAll(given);
        return words;
    }

    /** Returns what options set. */
    static Set<String> keys(List<String> words) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                continue;
            }
            String name = word.replaceFirst("^--?", "").split("=", 2)[0];
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            if (PARAMETERS.contains(name)) {
                keys.add("mca " + next);
                i += 2;
            } else if (name.equals("x")) {
                keys.add("x " + next.split("=", 2)[0]);
                i++;
            } else {
                keys.add(
                        PROCESSES.contains(name)
                                ? "np"
                                : HOSTS.contains(name) ? "host" : TAGS.contains(name) ? "tag" : name);
            }
        }
        return keys;
    }
}
