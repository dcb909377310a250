package io.smcontainers.launcher.log;

/** Makes visible what would garble a log: terminal sequences, carriage returns, NUL, what turns the direction of writing. */
final class VisibleText {
    private VisibleText() {}

    /** Returns the text with all but newlines and tabs of that kind as {@code \x1b} or {@code \u202e}. */
    static String of(String text) {
        int first = 0;
        while (first < text.length() && !isHidden(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isHidden(c)) {
                visible.append(c);
            } else if (c != '\r' || i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                visible.append(escaped(c));
            }
        }
        return visible.toString();
    }

    private static boolean isHidden(char c) {
        boolean isControl = c < ' ' && c != '\n' && c != '\t' || c >= 0x7F && c <= 0x9F;
        boolean endsLine = c == '\u2028' || c == '\u2029';
        boolean turns = c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
        return isControl || endsLine || turns;
    }

    private static String escaped(char c) {
        String hex = Integer.toHexString(c);
        return c <= 0xFF ? (c < 0x10 ? "\\x0" : "\\x") + hex : "\\u" + hex;
    }
}
