package io.smcontainers.core;

/** Recognises numbers in text. By hand: a regular expression would load 40 classes before the user's program starts. */
public final class Digits {
    private Digits() {}

    /**
     * Returns whether a text is nothing but digits from 0 to 9, at least one.
     *
     * @param text may be empty
     * @param maxLength how many digits are allowed: nine always fit into an int, eighteen into a long
     */
    public static boolean isNumber(String text, int maxLength) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= maxLength;
    }
}
