package io.smcontainers.core;

/** Names of variables that every shell can read: letters, digits and underscores, not a digit first (POSIX, 3.231 Name). */
final class PosixName {
    private PosixName() {}

    /** Returns whether a name is one. */
    static boolean is(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetter = isUpperCase(c) || c >= 'a' && c <= 'z' || c == '_';
            if (!isLetter && (i == 0 || !isDigit(c))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Returns a name with an underscore for each code point that is not an upper-case letter, digit or underscore. */
    static String of(String name) {
        StringBuilder posix = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            char c = name.charAt(i);
            posix.append(isUpperCase(c) || isDigit(c) ? c : '_');
        }
        return posix.toString();
    }

    private static boolean isUpperCase(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
