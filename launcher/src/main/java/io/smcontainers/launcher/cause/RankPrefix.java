package io.smcontainers.launcher.cause;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the launcher of a distributed program puts before each line, to say which process wrote it.
 *
 * @param label the process for people: {@code rank 1}, or {@code rank 1 on algo-2}
 * @param length of the prefix, without a blank behind it
 */
record RankPrefix(String label, int length) {
    /** PyTorch's {@code [rank1]:}, torchrun's {@code [default1]:} or with the name of the role. */
    private static final Pattern TORCH = Pattern.compile("\\[[a-zA-Z_]++(\\d{1,6}+)]:");

    /** {@code mpirun --tag-output}: {@code [1,0]<stderr>:}; Open MPI 5 may name the job, and we add the host. */
    private static final Pattern MPI =
            Pattern.compile("\\[[^],\\s]++,(?:mpirank:)?+(\\d{1,6}+)(?:,([^],\\s]++))?+]<std(?:out|err|diag)>:");

    /** Ray: {@code (train_loop pid=123, ip=10.0.0.1)}. */
    private static final Pattern RAY = Pattern.compile("\\((?:[^()\\s]++ )??pid=(\\d{1,9}+)(?:, ip=[^)\\s]++)?+\\)");

    /** Returns the prefix of a line. */
    static Optional<RankPrefix> of(String line) {
        if (line.startsWith("[")) {
            Optional<RankPrefix> torch = of(TORCH, "rank ", line);
            return torch.isPresent() ? torch : ofMpi(line);
        }
        return line.startsWith("(") ? of(RAY, "pid ", line) : Optional.empty();
    }

    private static Optional<RankPrefix> ofMpi(String line) {
        Matcher matcher = MPI.matcher(line);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        String host = matcher.group(2) == null ? "" : " on " + matcher.group(2);
        return Optional.of(new RankPrefix("rank " + matcher.group(1) + host, matcher.end()));
    }

    private static Optional<RankPrefix> of(Pattern pattern, String kind, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.lookingAt()
                ? Optional.of(new RankPrefix(kind + matcher.group(1), matcher.end()))
                : Optional.empty();
    }
}
