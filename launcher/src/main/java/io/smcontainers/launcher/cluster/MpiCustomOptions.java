package io.smcontainers.launcher.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user adds to the command line of {@code mpirun}.
 *
 * @param words as they go there
 * @param variables of every rank on every host, which go where all variables of a rank are
 */
record MpiCustomOptions(List<String> words, Map<String, String> variables) {
    private static final String NCCL_DEBUG = "NCCL_DEBUG";

    /** What decides which rank runs where; if the user sets one of them, we do not know. */
    private static final Set<String> PLACEMENT =
            Set.of("host", "map-by", "rank-by", "np", "npernode", "N", "rankfile", "rf", "bynode", "byslot", "tag");

    /** Copies list and map. */
    MpiCustomOptions {
        words = List.copyOf(words);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /**
     * Reads options: {@code -x NAME=value} sets a variable, and {@code --NCCL_DEBUG} is no option of mpirun's, but one of the
     * Python toolkit's.
     */
    static MpiCustomOptions of(List<String> given) {
        List<String> words = new ArrayList<>();
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i);
            boolean hasNext = i + 1 < given.size();
            if (word.startsWith("--" + NCCL_DEBUG + "=")) {
                variables.put(NCCL_DEBUG, word.substring(word.indexOf('=') + 1));
            } else if (word.equals("--" + NCCL_DEBUG) && hasNext) {
                variables.put(NCCL_DEBUG, given.get(++i));
            } else if (word.equals("-x") && hasNext && given.get(i + 1).contains("=")) {
                String[] variable = given.get(++i).split("=", 2);
                variables.put(variable[0], variable[1]);
                words.add("-x");
                words.add(variable[0] + "=" + variable[1]);
            } else {
                words.add(word);
            }
        }
        return new MpiCustomOptions(words, variables);
    }

    /** Returns whether ranks are where we would put them, and marked as we would mark them. */
    boolean keepsPlacement() {
        return MpirunOption.keys(words).stream().noneMatch(PLACEMENT::contains);
    }
}
