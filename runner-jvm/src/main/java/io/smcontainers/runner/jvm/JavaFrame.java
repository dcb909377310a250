package io.smcontainers.runner.jvm;

import io.smcontainers.spi.ErrorFrame;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a frame of a stack trace: {@code 	at java.base/java.util.ArrayList.get(ArrayList.java:427)}. */
final class JavaFrame {
    private static final String AT = "\tat ";

    /** Class loader and module come first ({@code app//}, {@code java.base@17/}); a logger may add the jar behind. */
    private static final Pattern FRAME = Pattern.compile("\\s*+at (?:[^\\s(]*/)?([^\\s(/]++\\([^)]*+\\)).*+");

    private static final List<String> NOT_USERS = List.of(
            "java.", "javax.", "jdk.", "sun.", "com.sun.", "kotlin.", "kotlinx.", "scala.", "groovy.", "org.apache.");

    private JavaFrame() {}

    /** Returns whether a line is a frame. */
    static boolean is(String line) {
        return line.startsWith(AT) || line.startsWith("at ", blanks(line));
    }

    private static int blanks(String line) {
        int i = 0;
        while (i < line.length() && Character.isWhitespace(line.charAt(i))) {
            i++;
        }
        return i == 0 ? line.length() : i;
    }

    /** Returns the frame of a line. */
    static Optional<ErrorFrame> of(String line) {
        Matcher matcher = FRAME.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String text = matcher.group(1);
        return Optional.of(new ErrorFrame(text, NOT_USERS.stream().noneMatch(text::startsWith)));
    }
}
