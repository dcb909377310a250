package io.smcontainers.runner.python;

import io.smcontainers.spi.ErrorFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the traceback of an exception group (PEP 654, Python 3.11), which draws a tree: its own frames and message, then those of
 * each exception in it, which may be a group too.
 */
final class ExceptionGroupReader {
    private static final String HEADER = "+ Exception Group " + TracebackReader.HEADER;

    private static final Pattern GROUP = Pattern.compile("\\(\\d++ sub-exceptions?\\)$");

    /** One exception of the tree: what was read of it so far. */
    private static final class Branch {
        private String message = "";
        private final List<ErrorFrame> frames = new ArrayList<>();

        private Stream<ErrorFrame> innermostFirst() {
            List<ErrorFrame> reversed = new ArrayList<>(frames);
            Collections.reverse(reversed);
            return reversed.stream();
        }
    }

    private final List<Branch> branches = new ArrayList<>(List.of(new Branch()));

    private ExceptionGroupReader() {}

    /** Returns the group whose traceback begins in a line. */
    static Optional<Traceback> at(List<String> lines, int index) {
        if (!lines.get(index).stripLeading().equals(HEADER)) {
            return Optional.empty();
        }
        ExceptionGroupReader reader = new ExceptionGroupReader();
        int end = index + 1;
        while (end < lines.size() && isOfTree(lines.get(end))) {
            reader.read(lines, end);
            end++;
        }
        return reader.traceback(index, end - 1);
    }

    private static boolean isOfTree(String line) {
        String text = line.stripLeading();
        return text.startsWith("|") || text.startsWith("+") && !text.equals(HEADER);
    }

    private void read(List<String> lines, int index) {
        String text = lines.get(index).stripLeading();
        Branch branch = branches.get(branches.size() - 1);
        if (text.startsWith("+")) {
            if (text.startsWith("+-")) {
                branches.add(new Branch());
            }
            return;
        }
        String content = text.startsWith("| ") ? text.substring(2) : "";
        Optional<PythonFrame> frame = PythonFrame.of(lines.get(index));
        if (frame.isPresent()) {
            branch.frames.add(frame.get().shown(lines, index));
        } else if (!content.startsWith(" ") && ExceptionLine.isBelowFrames(content)) {
            branch.message = content.strip();
        }
    }

    private Optional<Traceback> traceback(int first, int last) {
        Branch group = branches.get(0);
        List<Branch> leaves = branches.stream()
                .skip(1)
                .filter(branch -> !branch.message.isEmpty())
                .filter(branch -> !GROUP.matcher(branch.message).find())
                .toList();
        if (group.message.isEmpty()) {
            return Optional.empty();
        }
        String causes = leaves.stream().map(leaf -> leaf.message).collect(Collectors.joining("; "));
        List<ErrorFrame> frames = Stream.concat(leaves.stream().limit(1), Stream.of(group))
                .flatMap(Branch::innermostFirst)
                .toList();
        return Optional.of(new Traceback(first, last, true, group.message, causes, frames));
    }
}
