package io.smcontainers.runner.python;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises the report in which torchrun lists the processes that failed (PyTorch's {@code
 * torch/distributed/elastic/multiprocessing/errors}, class ChildFailedError). It knows their exit codes only; what the processes
 * themselves printed says more, except of one that was killed.
 */
final class TorchrunErrors implements ErrorRecognizer {
    private static final String FAILURES = "Failures:";
    private static final String ROOT_CAUSE = "Root Cause (first observed failure):";
    private static final int MAX_LINES = 12;

    /** Of the part that lists all but the first, which may hold their tracebacks. */
    private static final int MAX_LINES_OF_OTHERS = 2_000;

    private static final Pattern START = Pattern.compile("\\[\\d++]:");
    private static final Pattern ENTRY = Pattern.compile("\\s++(host|rank|exitcode|traceback)\\s*+: (.++)");

    @Override
    public String name() {
        return "torchrun";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(ROOT_CAUSE)) {
                errors.add(firstToFail(lines, i).error(i));
            }
        }
        return errors;
    }

    /**
     * What torchrun takes for the root cause is the first it has seen, and it looks every few seconds. Of processes that it found
     * ended together it names the one with the lowest number, be it one that only lost its peer.
     */
    private static FailedRank firstToFail(List<String> lines, int rootCause) {
        int end = Math.min(lines.size(), rootCause + MAX_LINES);
        FailedRank root = ranks(lines.subList(rootCause + 1, end)).get(0);
        if (root.certainty() != Certainty.CONSEQUENCE) {
            return root;
        }
        return ranks(lines.subList(othersBegin(lines, rootCause), rootCause)).stream()
                .filter(rank -> rank.certainty() != Certainty.CONSEQUENCE)
                .findFirst()
                .orElse(root);
    }

    private static int othersBegin(List<String> lines, int rootCause) {
        for (int i = rootCause - 1; i >= Math.max(0, rootCause - MAX_LINES_OF_OTHERS); i--) {
            if (lines.get(i).strip().equals(FAILURES)) {
                return i + 1;
            }
        }
        return rootCause;
    }

    /** Returns one at least, of which nothing may be known. */
    private static List<FailedRank> ranks(List<String> lines) {
        List<Map<String, String>> entries = new ArrayList<>();
        entries.add(new LinkedHashMap<>());
        for (String line : lines) {
            Matcher entry = ENTRY.matcher(line);
            if (START.matcher(line.strip()).matches()
                    && !entries.get(entries.size() - 1).isEmpty()) {
                entries.add(new LinkedHashMap<>());
            } else if (entry.matches()) {
                entries.get(entries.size() - 1)
                        .putIfAbsent(entry.group(1), entry.group(2).strip());
            }
        }
        return entries.stream().map(FailedRank::of).toList();
    }
}
