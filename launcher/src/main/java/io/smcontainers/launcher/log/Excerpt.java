package io.smcontainers.launcher.log;

/** Long values on one line of a log. */
public final class Excerpt {
    private Excerpt() {}

    /**
     * Returns a text on one line, and of a long one only the beginning and its length.
     *
     * @param text without secrets: what is cut in two is not found any more
     * @param maxCharacters how much is shown
     */
    public static String of(String text, int maxCharacters) {
        if (text.length() <= maxCharacters) {
            return onOneLine(text);
        }
        // Never half a surrogate pair.
        int end = Character.isHighSurrogate(text.charAt(maxCharacters - 1)) ? maxCharacters - 1 : maxCharacters;
        return onOneLine(text.substring(0, end)) + "... (" + text.length() + " characters)";
    }

    private static String onOneLine(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
