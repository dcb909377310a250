package io.smcontainers.launcher.cause;

import java.util.regex.Pattern;

/** Cuts text to a length. */
final class ShortText {
    private static final String MORE = "...";
    private static final Pattern BLANKS = Pattern.compile("\\s{2,}+|[\\t\\n]");

    private ShortText() {}

    /** Returns a text on one line, and what is too much of it as three dots. */
    static String of(String text, int maxCharacters) {
        return cut(BLANKS.matcher(text.strip()).replaceAll(" "), maxCharacters);
    }

    /** Returns a line, and what is too much of it as three dots. */
    static String cut(String line, int maxCharacters) {
        if (line.length() <= maxCharacters) {
            return line;
        }
        int end = Math.max(0, maxCharacters - MORE.length());
        // Not half of a character that takes two.
        boolean half = end > 0 && Character.isHighSurrogate(line.charAt(end - 1));
        return line.substring(0, half ? end - 1 : end) + MORE;
    }
}
