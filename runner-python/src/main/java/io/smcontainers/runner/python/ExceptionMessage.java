package io.smcontainers.runner.python;

import java.util.List;

/**
 * What an exception says, which may go on below its line, where nothing marks the end.
 *
 * @param text class and message, on one line
 * @param cause what another language says went wrong; empty if none is involved
 * @param lastLine where it ends
 */
record ExceptionMessage(String text, String cause, int lastLine) {
    private static final int ENOUGH_CHARACTERS = 300;
    private static final int MAX_LINES_TO_NODE = 100;

    /** TensorFlow lists where each operation was made before it says what went wrong, below a line with the node's name. */
    private static final String TENSORFLOW = "Graph execution error:";

    private static final String NODE = "Node: ";

    /** PySpark: the Java exception follows, behind a colon. */
    private static final String PY4J = "Py4JJavaError";

    private static final String CAUSED_BY = "Caused by: ";

    /** Pydantic: the field and what is wrong with it follow. */
    private static final String PYDANTIC = " validation error";

    /** Reads the message whose first line stands at an index behind a margin. */
    static ExceptionMessage read(List<String> lines, int index, String margin) {
        String first = lines.get(index).substring(margin.length()).strip();
        if (first.contains(PY4J)) {
            return java(lines, index, first);
        }
        if (first.endsWith(TENSORFLOW)) {
            return tensorflow(lines, index, first);
        }
        StringBuilder text = new StringBuilder(first);
        int last = index;
        for (int i = index + 1; i < lines.size() && text.length() < ENOUGH_CHARACTERS; i++) {
            String line = lines.get(i);
            if (!line.startsWith(margin) || !continues(text, line.substring(margin.length()), i - index)) {
                break;
            }
            text.append(' ').append(line.strip());
            last = i;
        }
        return new ExceptionMessage(text.toString(), "", last);
    }

    private static boolean continues(CharSequence text, String line, int count) {
        if (line.isBlank() || isRule(line) || line.startsWith("\tat ") || line.endsWith(TracebackReader.HEADER)) {
            return false;
        }
        boolean indented = Character.isWhitespace(line.charAt(0));
        String soFar = text.toString();
        return soFar.endsWith(":") || soFar.contains(PYDANTIC) && (indented || count <= 2) || indented && count > 1;
    }

    private static boolean isRule(String line) {
        return line.chars().noneMatch(Character::isLetterOrDigit);
    }

    private static ExceptionMessage tensorflow(List<String> lines, int index, String first) {
        int end = Math.min(lines.size() - 1, index + MAX_LINES_TO_NODE);
        for (int i = index + 1; i < end; i++) {
            if (lines.get(i).startsWith(NODE)) {
                return new ExceptionMessage(first + " " + lines.get(i + 1).strip(), "", i + 1);
            }
        }
        return new ExceptionMessage(first, "", index);
    }

    private static ExceptionMessage java(List<String> lines, int index, String first) {
        String cause = "";
        int i = index + 1;
        for (; i < lines.size() && isJava(lines.get(i)); i++) {
            String line = lines.get(i);
            if (line.startsWith(": ")) {
                cause = line.substring(2).strip();
            } else if (line.startsWith(CAUSED_BY)) {
                cause = line.substring(CAUSED_BY.length()).strip();
            }
        }
        return new ExceptionMessage(first, cause, i - 1);
    }

    private static boolean isJava(String line) {
        return line.isBlank()
                || line.startsWith("\t")
                || line.startsWith(": ")
                || line.startsWith(CAUSED_BY)
                || line.equals("Driver stacktrace:");
    }
}
