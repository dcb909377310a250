package io.smcontainers.launcher.log;

import java.util.Set;

/**
 * Finds secrets in free text by the name in front: {@code name=value} without blanks, {@code "name": "value"} and {@code
 * 'name': 'value'}, as arguments, JSON, and Python's text of a dictionary have them. Reads the text once; nothing that a cause
 * needs, such as {@code KeyError: 'token'} or {@code token=None}, is taken for a secret.
 */
final class Assignments {
    private static final int MAX_NAME_LENGTH = 128;
    private static final int MAX_BRACKETED_LENGTH = 1_024;
    private static final Set<String> NO_SECRETS =
            Set.of("", Redactor.MASK, "None", "null", "True", "False", "true", "false", "undefined");

    private final String text;
    private final SecretNames names;
    private final StringBuilder masked = new StringBuilder();
    private int copied;

    private Assignments(String text, SecretNames names) {
        this.text = text;
        this.names = names;
    }

    static String mask(String text, SecretNames names) {
        return text.indexOf('=') < 0 && text.indexOf(':') < 0 ? text : new Assignments(text, names).mask();
    }

    private String mask() {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            String name = c == '=' ? bareName(at) : c == ':' ? quotedName(at) : "";
            Secrecy secrecy = name.isEmpty() ? Secrecy.OPEN : names.of(name);
            if (secrecy != Secrecy.OPEN) {
                // What is behind a value that is masked may be the next assignment.
                at = Math.max(at, maskValue(name, secrecy, c == '=' ? at + 1 : behindBlanks(at + 1)) - 1);
            }
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }

    /** Returns the name that ends before an equals sign; empty if that compares. */
    private String bareName(int equals) {
        int start = equals;
        while (start > 0 && isNamePart(start - 1) && equals - start < MAX_NAME_LENGTH) {
            start--;
        }
        return isAt(equals + 1, '=') ? "" : text.substring(start, equals);
    }

    /** Returns the name in quotes that ends before a colon; empty if there is none. */
    private String quotedName(int colon) {
        int close = colon - 1;
        if (!isQuote(close)) {
            return "";
        }
        int open = close - 1;
        while (open >= 0 && text.charAt(open) != text.charAt(close) && close - open <= MAX_NAME_LENGTH) {
            open--;
        }
        // JSON within JSON has \"name\": the backslash is no part of a word.
        return isAt(open, text.charAt(close)) ? text.substring(open + 1, close) : "";
    }

    /** Masks a value, unless it tells no secret; returns where to go on. */
    private int maskValue(String name, Secrecy secrecy, int start) {
        int quote = start;
        while (isAt(quote, '\\')) {
            quote++;
        }
        boolean quoted = isQuote(quote);
        int from = quoted ? quote + 1 : start;
        int to = quoted
                ? closingQuote(quote, quote - start)
                : isAt(start - 1, '=') ? bareEnd(start, secrecy) : numberOrBracketEnd(start);
        if (isOpen(name, text.substring(from, to), secrecy)) {
            return from;
        }
        masked.append(text, copied, from).append(Redactor.MASK);
        copied = to;
        return to;
    }

    private static boolean isOpen(String name, String value, Secrecy secrecy) {
        if (NO_SECRETS.contains(value) || SecretValues.isSpecialToken(value)) {
            return true;
        }
        // Source code in a traceback: f(token=token, api_key=self.api_key).
        boolean isVariable =
                value.length() <= 2 * MAX_NAME_LENGTH && (value.equals(name) || value.endsWith("." + name));
        return isVariable || secrecy == Secrecy.LIKELY && !SecretValues.isTelling(value, secrecy);
    }

    /** Within JSON within JSON a quote has one backslash more; where the text is cut, its end is the value's. */
    private int closingQuote(int open, int backslashes) {
        int cycle = 2 * (backslashes + 1);
        int run = 0;
        for (int i = open + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
            if (text.charAt(i) == text.charAt(open) && run % cycle == backslashes) {
                return i - backslashes;
            }
            run = text.charAt(i) == '\\' ? run + 1 : 0;
        }
        int lineEnd = text.indexOf('\n', open);
        return lineEnd < 0 ? text.length() : lineEnd;
    }

    /**
     * Up to a blank or quote; up to a separator if another assignment follows; without the punctuation at its end. What may be
     * no secret ends before the next equals sign, so that no part of the text is read over and over.
     */
    private int bareEnd(int start, Secrecy secrecy) {
        int bracketEnd = bracketEnd(start);
        if (bracketEnd > start) {
            return bracketEnd;
        }
        int end = start;
        while (end < text.length() && !endsBareValue(end) && !(secrecy == Secrecy.LIKELY && isAt(end, '='))) {
            end++;
        }
        while (end > start && ")]}.,;:".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private boolean endsBareValue(int i) {
        char c = text.charAt(i);
        return Character.isWhitespace(c)
                || isQuote(i)
                || c == '`'
                || c == '\\' && isQuote(i + 1)
                || (c == ',' || c == ';' || c == '&') && assignmentFollows(i + 1);
    }

    private boolean assignmentFollows(int start) {
        int end = start;
        while (end - start < MAX_NAME_LENGTH && end < text.length() && isNamePart(end)) {
            end++;
        }
        return end > start && isAt(end, '=');
    }

    /** Behind a colon, where anything else may be code. */
    private int numberOrBracketEnd(int start) {
        int end = bracketEnd(start);
        while (end < text.length() && "+-.0123456789eE".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    /** Returns the end of a list or object; its start if it is none, or has no end near by. */
    private int bracketEnd(int start) {
        int depth = 0;
        for (int i = start; i < text.length() && i - start < MAX_BRACKETED_LENGTH; i++) {
            if ("{[".indexOf(text.charAt(i)) >= 0) {
                depth++;
            } else if ("}]".indexOf(text.charAt(i)) >= 0 && --depth == 0) {
                return i + 1;
            }
            if (depth == 0) {
                return start;
            }
        }
        return start;
    }

    private int behindBlanks(int start) {
        int i = start;
        while (isAt(i, ' ') || isAt(i, '\t')) {
            i++;
        }
        return i;
    }

    private boolean isNamePart(int i) {
        char c = text.charAt(i);
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private boolean isQuote(int i) {
        return isAt(i, '"') || isAt(i, '\'');
    }

    private boolean isAt(int i, char c) {
        return i >= 0 && i < text.length() && text.charAt(i) == c;
    }
}
