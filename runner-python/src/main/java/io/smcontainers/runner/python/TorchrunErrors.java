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
 * Recognises the report in which torchrun names the process that failed first (PyTorch's {@code
 * torch/distributed/elastic/multiprocessing/errors}, class ChildFailedError). It knows the exit code only; what the process itself
 * printed says more, except of one that was killed.
 */
final class TorchrunErrors implements ErrorRecognizer {
    private static final String ROOT_CAUSE = "Root Cause (first observed failure):";
    private static final int MAX_LINES = 12;

    private static final Pattern ENTRY = Pattern.compile("\\s++(host|rank|exitcode|traceback)\\s*+: (.++)");
    private static final Pattern NUMBER = Pattern.compile("(-?+\\d++)");
    private static final Pattern SIGNAL = Pattern.compile("Signal (\\d++) \\((\\w++)\\)");

    @Override
    public String name() {
        return "torchrun";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(ROOT_CAUSE)) {
                errors.add(error(i, entries(lines, i)));
            }
        }
        return errors;
    }

    private static Map<String, String> entries(List<String> lines, int index) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = index + 1; i < Math.min(lines.size(), index + MAX_LINES); i++) {
            Matcher matcher = ENTRY.matcher(lines.get(i));
            if (matcher.matches()) {
                entries.putIfAbsent(matcher.group(1), matcher.group(2).strip());
            }
        }
        return entries;
    }

    private static RecognizedError error(int line, Map<String, String> entries) {
        String rank = number(entries.getOrDefault("rank", ""));
        String exitCode = number(entries.getOrDefault("exitcode", ""));
        String host = entries.containsKey("host") ? " on " + entries.get("host") : "";
        String who = (rank.isEmpty() ? "a process" : "rank " + rank) + host;
        Matcher signal = SIGNAL.matcher(entries.getOrDefault("traceback", ""));
        if (!exitCode.startsWith("-")) {
            return RecognizedError.of(line, Certainty.CONSEQUENCE, who + " exited with " + exitCode)
                    .withRank(rank);
        }
        String which = signal.find()
                ? signal.group(2) + " (signal " + signal.group(1) + ")"
                : "signal " + exitCode.substring(1);
        boolean told = which.startsWith("SIGTERM");
        return RecognizedError.of(
                        line, told ? Certainty.CONSEQUENCE : Certainty.LIKELY, who + " was killed by " + which)
                .withRank(rank);
    }

    private static String number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.lookingAt() ? matcher.group(1) : "";
    }
}
