package io.smcontainers.launcher.cause;

import io.smcontainers.spi.Certainty;
import io.smcontainers.spi.ErrorFrame;
import io.smcontainers.spi.ErrorRecognizer;
import io.smcontainers.spi.RecognizedError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises a Rust program's panic. Since Rust 1.73 the message has a line of its own. */
final class RustErrors implements ErrorRecognizer {
    private static final Pattern PANIC = Pattern.compile(
            "thread '([^']++)'(?: \\(\\d++\\))? panicked at (?:'(.*)', )?+([^' ]+?:\\d++:\\d++):?+", Pattern.DOTALL);

    @Override
    public String name() {
        return "rust-panic";
    }

    @Override
    public List<RecognizedError> recognize(List<String> lines) {
        List<RecognizedError> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("thread '")) {
                Matcher matcher = PANIC.matcher(lines.get(i));
                if (matcher.matches()) {
                    errors.add(error(lines, i, matcher));
                }
            }
        }
        return errors;
    }

    private static RecognizedError error(List<String> lines, int index, Matcher matcher) {
        boolean below = matcher.group(2) == null && index + 1 < lines.size();
        String message = below ? lines.get(index + 1) : matcher.group(2) == null ? "" : matcher.group(2);
        // The program goes on without any other thread.
        Certainty certainty = matcher.group(1).equals("main") ? Certainty.UNCAUGHT : Certainty.LIKELY;
        int last = below ? index + 1 : index;
        while (last + 1 < lines.size() && isBelow(lines.get(last + 1))) {
            last++;
        }
        return RecognizedError.of(index, last, certainty, "panicked: " + message)
                .withFrames(List.of(new ErrorFrame(matcher.group(3), true)));
    }

    /** Frames, which are numbered and name no line in programs built for release, and a hint how to see them. */
    private static boolean isBelow(String line) {
        return line.startsWith("stack backtrace:") || line.startsWith("note: ") || line.startsWith("  ");
    }
}
