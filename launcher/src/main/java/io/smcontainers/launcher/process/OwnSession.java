package io.smcontainers.launcher.process;

import io.smcontainers.core.ExecutableSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a program a session, and so a process group, of its own. What a terminal or an init sends to our group then reaches
 * the program once, through us, and not twice. The JDK cannot do that; {@code setsid} of util-linux or busybox is in nearly
 * every image. Where it is not, the program stays in our group.
 *
 * @param argv {@code setsid} and the program, or just the program
 */
record OwnSession(List<String> argv) {
    private static final String SETSID = "setsid";

    /** What {@code setsid} ends with if it cannot run the program, as a shell would. */
    private static final int NOT_FOUND = 127;

    private static final int NOT_RUN = 126;

    static OwnSession of(List<String> program, Map<String, String> environment) {
        List<String> argv = new ArrayList<>();
        ExecutableSearch.of(environment).find(SETSID).ifPresent(setsid -> argv.add(setsid.toString()));
        argv.addAll(program);
        return new OwnSession(List.copyOf(argv));
    }

    /**
     * Returns the error if the program could not be run, in the words in which the JDK would tell it.
     *
     * @param result how {@code setsid}, or else the program itself, ended
     */
    static Optional<IOException> startError(ProcessResult result) {
        boolean isSetsid = result.stderrTail().startsWith(SETSID + ": ")
                && result.stdoutTail().isEmpty()
                && result.stderrTail().indexOf('\n') == result.stderrTail().length() - 1;
        return switch (result.exitCode()) {
            case NOT_FOUND -> isSetsid ? Optional.of(error(2, result)) : Optional.empty();
            case NOT_RUN -> isSetsid ? Optional.of(error(13, result)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static IOException error(int number, ProcessResult result) {
        return new IOException("error=" + number + ", " + result.stderrTail().strip());
    }
}
