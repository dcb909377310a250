package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises what {@code mpirun} says when a rank ended: Open MPI 4 and 5, MPICH and Intel MPI. A rank that called MPI_Abort, or
 * that a signal killed, is a cause; one that exited has most likely said why.
 */
final class MpiErrors implements ErrorRecognizer {
    private static final Pattern ABORT = Pattern.compile("MPI_ABORT was invoked on rank (\\d++)\\b.*+");
    private static final Pattern ERROR_CODE = Pattern.compile("\\s*+(?:with errorcode|Errorcode:) (-?+\\d++).*+");
    private static final Pattern MPICH_ABORT =
            Pattern.compile("(?:Abort\\(-?+\\d++\\) .*?)?application called MPI_Abort\\(.*?\\) - process (\\d++).*+");
    private static final Pattern SIGNAL = Pattern.compile(
            "(?:mpirun|mpiexec|prterun|orterun) noticed that process rank (\\d++) with PID \\d++ on node \\S++ exited on signal .*+");
    private static final Pattern DETECTED = Pattern.compile(
            "(?:mpirun|mpiexec|prterun|orterun) detected that one or more processes exited with non-zero status.*+");
    private static final Pattern PROCESS = Pattern.compile("\\s*+Process name: \\[.*,(\\d++)]");
    private static final Pattern EXIT_CODE = Pattern.compile("\\s*+Exit code:\\s++(-?+\\d++)");
    private static final String PRIMARY = "Primary job  terminated normally, but";
    private static final String PRIMARY_5 = "Primary job terminated normally, but";
    private static final String A_PROCESS = "an MPI process exited";
    private static final String THE_PROCESS = "MPI rank ";
    private static final int MAX_LINES = 8;

    @Override
    public String name() {
        return "mpi";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.contains("MPI_A") || line.startsWith("Primary job") || line.contains("process")) {
                at(lines, i).ifPresent(errors::add);
            }
        }
        return errors;
    }

    /** Returns whether an error only tells that a rank ended, and how, which is what {@link RankEnd} tells better. */
    static boolean isOfEnd(RecognizedError error) {
        return error.message().startsWith(A_PROCESS)
                || error.message().startsWith(THE_PROCESS)
                || error.message().contains("process rank ")
                        && SIGNAL.matcher(error.message()).matches();
    }

    private static Optional<RecognizedError> at(List<String> lines, int index) {
        String line = lines.get(index);
        Matcher abort = ABORT.matcher(line);
        if (abort.matches()) {
            String code = below(lines, index, ERROR_CODE)
                    .map(found -> " with errorcode " + found)
                    .orElse("");
            return Optional.of(RecognizedError.of(
                            index, Certainty.LIKELY, "MPI_ABORT was invoked on rank " + abort.group(1) + code)
                    .withRank(abort.group(1)));
        }
        Matcher named = MPICH_ABORT.matcher(line);
        if (named.matches() || named.usePattern(SIGNAL).matches()) {
            return Optional.of(RecognizedError.of(index, Certainty.LIKELY, line).withRank(named.group(1)));
        }
        if (DETECTED.matcher(line).matches()) {
            return Optional.of(detected(lines, index));
        }
        return line.startsWith(PRIMARY) || line.startsWith(PRIMARY_5)
                ? Optional.of(RecognizedError.of(index, Certainty.CONSEQUENCE, A_PROCESS + " with an error"))
                : Optional.empty();
    }

    private static RecognizedError detected(List<String> lines, int index) {
        Optional<String> rank = below(lines, index, PROCESS);
        String code =
                below(lines, index, EXIT_CODE).map(found -> " with " + found).orElse("");
        String who = rank.map(number -> THE_PROCESS + number + " exited").orElse(A_PROCESS);
        return RecognizedError.of(index, Certainty.CONSEQUENCE, who + code).withRank(rank.orElse(""));
    }

    private static Optional<String> below(List<String> lines, int index, Pattern pattern) {
        for (int i = index + 1; i < Math.min(lines.size(), index + MAX_LINES); i++) {
            Matcher matcher = pattern.matcher(lines.get(i));
            if (matcher.matches()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }
}
