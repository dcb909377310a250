package io.smcontainers.core.json;

/** A text that is not JSON: what is wrong, and where. */
public final class JsonSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonSyntaxException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** Returns the line, from 1. */
    public int line() {
        return line;
    }

    /** Returns the column in characters, from 1. */
    public int column() {
        return column;
    }
}
