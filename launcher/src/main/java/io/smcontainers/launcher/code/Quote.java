package io.smcontainers.launcher.code;

import com.fasterxml.jackson.databind.node.TextNode;
import io.smcontainers.core.json.PythonText;

/** Quotes names that others chose: an archive may name its members with line breaks, escapes or a megabyte of blanks. */
final class Quote {
    private static final int MAX_LENGTH = 200;

    private Quote() {}

    /** Returns a name in quotes, with escapes for what cannot be printed, its middle left out if it is very long. */
    static String of(String name) {
        return PythonText.repr(TextNode.valueOf(shortened(name)));
    }

    private static String shortened(String name) {
        return name.length() <= MAX_LENGTH
                ? name
                : name.substring(0, MAX_LENGTH / 2) + "..." + name.substring(name.length() - MAX_LENGTH / 2);
    }
}
