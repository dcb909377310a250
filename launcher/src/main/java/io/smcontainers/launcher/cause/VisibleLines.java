package io.smcontainers.launcher.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits output into lines as a reader sees them: without colours, the steps of a progress bar as lines of their own, and none so
 * long or so many that looking at them would cost anything.
 */
final class VisibleLines {
    static final int MAX_CHARACTERS = 4_000;
    static final int MAX_LINES = 100_000;

    private static final char ESCAPE = '\u001b';

    /** Control sequences, of which colours are some, titles and hyperlinks, and the rest (ECMA-48). */
    private static final Pattern SEQUENCE = Pattern.compile(
            "\u001b(?:\\[[0-?]*+[ -/]*+[@-~]|][^\u0007\u001b]*+(?:\u0007|\u001b\\\\)|[ -/]*+[0-Z\\\\^-~])");

    private VisibleLines() {}

    /** Returns the lines of an output, the last of them if there are too many. */
    static List<String> of(String output) {
        int from = start(output);
        List<String> lines = new ArrayList<>();
        for (int i = from; i < output.length(); i++) {
            if (isLineEnd(output, i)) {
                lines.add(line(output, from, i));
                from = i + 1;
            }
        }
        if (from < output.length()) {
            lines.add(line(output, from, output.length()));
        }
        return lines;
    }

    private static int start(String output) {
        int lines = 0;
        for (int i = output.length() - 2; i >= 0; i--) {
            if (isLineEnd(output, i) && ++lines == MAX_LINES) {
                return i + 1;
            }
        }
        return 0;
    }

    private static boolean isLineEnd(String output, int index) {
        char character = output.charAt(index);
        return character == '\n'
                || character == '\r' && (index + 1 == output.length() || output.charAt(index + 1) != '\n');
    }

    private static String line(String output, int from, int end) {
        String line = output.substring(from, Math.min(end, from + MAX_CHARACTERS));
        return (line.indexOf(ESCAPE) < 0 ? line : SEQUENCE.matcher(line).replaceAll("")).stripTrailing();
    }
}
