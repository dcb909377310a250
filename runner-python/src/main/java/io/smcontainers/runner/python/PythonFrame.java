package io.smcontainers.runner.python;

import io.smcontainers.spi.ErrorFrame;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A frame of a traceback: {@code   File "/opt/ml/code/train.py", line 6, in main}, and below it the line of code, which is
 * missing where Python does not find the file.
 *
 * @param margin what stands before the two blanks that every frame begins with
 * @param file as Python tells it
 * @param line counted from 1
 * @param function empty in a syntax error
 */
record PythonFrame(String margin, String file, int line, String function) {
    private static final String FILE = "  File \"";

    /** As faulthandler has it, there is no comma before "in". */
    private static final Pattern FRAME =
            Pattern.compile("  File \"([^\"]++)\", line (\\d{1,9}+)(?:,? in (.*+))?+", Pattern.DOTALL);

    private static final List<String> NOT_USERS =
            List.of("/site-packages/", "/dist-packages/", "/lib/python3", "/lib64/python3", "<frozen ", "<__array_");

    /** Where SageMaker puts the user's code, and whoever follows it. */
    private static final String CODE_FOLDER = "/code/";

    /** Returns the frame that a line begins. */
    static Optional<PythonFrame> of(String text) {
        int at = text.indexOf(FILE);
        if (at < 0 || !isMargin(text, at)) {
            return Optional.empty();
        }
        Matcher matcher = FRAME.matcher(text).region(at, text.length());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String function = matcher.group(3) == null ? "" : matcher.group(3).strip();
        return Optional.of(
                new PythonFrame(text.substring(0, at), matcher.group(1), Integer.parseInt(matcher.group(2)), function));
    }

    private static boolean isMargin(String text, int end) {
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) != ' ' && text.charAt(i) != '|') {
                return false;
            }
        }
        return true;
    }

    /** Returns the frame for people, with its line of code if that is the next line of the output. */
    ErrorFrame shown(List<String> lines, int index) {
        String code = index + 1 < lines.size() ? code(lines.get(index + 1)) : "";
        String where = shortName() + ", line " + line + (function.isEmpty() ? "" : ", in " + function);
        return new ErrorFrame(code.isEmpty() ? where : where + ": " + code, isUsers());
    }

    private String code(String next) {
        String indentation = margin + "    ";
        return next.startsWith(indentation) && PythonFrame.of(next).isEmpty()
                ? next.substring(indentation.length()).strip()
                : "";
    }

    private String shortName() {
        int at = file.lastIndexOf(CODE_FOLDER);
        return at < 0 ? file : file.substring(at + CODE_FOLDER.length());
    }

    private boolean isUsers() {
        return NOT_USERS.stream().noneMatch(file::contains);
    }
}
