package io.smcontainers.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into words by a shell's rules of quoting (POSIX, Shell Command Language, 2.2), without a shell: variables,
 * patterns and commands in it mean nothing.
 */
public final class ShellWords {
    private static final String BLANKS = " \t\r\n";
    private static final String ESCAPED_IN_DOUBLE_QUOTES = "$`\"\\\n";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String text) {
        this.text = text;
    }

    /**
     * Returns the words.
     *
     * @throws IllegalArgumentException if a quote is not closed
     */
    public static List<String> split(String text) {
        return new ShellWords(text).split();
    }

    private List<String> split() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (BLANKS.indexOf(c) >= 0) {
                endWord();
            } else {
                inWord = true;
                add(c);
            }
        }
        endWord();
        return words;
    }

    private void add(char c) {
        if (c == '\'') {
            int end = text.indexOf('\'', at);
            if (end < 0) {
                throw notClosed(c);
            }
            word.append(text, at, end);
            at = end + 1;
        } else if (c == '"') {
            addDoubleQuoted();
        } else if (c == '\\' && at < text.length()) {
            addEscaped(text.charAt(at++));
        } else {
            word.append(c);
        }
    }

    private void addDoubleQuoted() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '\\' && at < text.length() && ESCAPED_IN_DOUBLE_QUOTES.indexOf(text.charAt(at)) >= 0) {
                addEscaped(text.charAt(at++));
            } else {
                word.append(c);
            }
        }
        throw notClosed('"');
    }

    /** A line end behind a backslash is none at all. */
    private void addEscaped(char c) {
        if (c != '\n') {
            word.append(c);
        }
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
    }

    private static IllegalArgumentException notClosed(char quote) {
        return new IllegalArgumentException("the quote " + quote + " is not closed");
    }
}
