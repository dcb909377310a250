package io.smcontainers.launcher.cause;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How serious a line of the output takes itself, if a logger wrote it. */
enum LineLevel {
    /** No logger wrote it. */
    NONE,
    /** Less than a warning. */
    INFORMATION,
    /** A warning. */
    WARNING,
    /** More than a warning. */
    ERROR;

    private static final int MAX_CHARACTERS = 200;

    private static final String WORDS = "TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|SEVERE";

    /** {@code ERROR:root:…}, {@code [INFO] …}, {@code warning: …}. */
    private static final Pattern FIRST_WORD =
            Pattern.compile("\\[?(" + WORDS + "|[Ww]arning)(?=[]:|]|\\s++[-|\\[\\d]|\\s++[A-Za-z.]++:)");

    /** {@code 2026-01-31 12:00:00,123 - name - ERROR - …}, {@code [31/Jan 12:00] WARN …}, {@code 26/01/31 12:00:00 INFO …}. */
    private static final Pattern BEHIND_TIME =
            Pattern.compile("[\\[(]?\\d{2,4}[-/.:]?(?:\\d{2}|\\w{3}).*?\\b(" + WORDS + ")\\b");

    /** glog, PyTorch and TensorFlow: {@code E0131 12:00:00.123}, {@code [W131 12:00:00.123}, {@code 2026-01-31 12:00:00.123: I }. */
    private static final Pattern LETTER = Pattern.compile(
            "(?:\\[?([DIWEF])\\d{3,4} \\d\\d:\\d\\d|\\[([DIWEF]) |\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d++: ([DIWEF]) )");

    /** {@code level=error}, {@code "level": "info"}. */
    private static final Pattern KEY = Pattern.compile("\\blevel(?:name)?\"?\\s*+[=:]\\s*+\"?(\\w++)");

    /** Returns the level of a line. */
    static LineLevel of(String line) {
        String start = line.substring(0, Math.min(line.length(), MAX_CHARACTERS));
        if (start.isEmpty() || Character.isWhitespace(start.charAt(0))) {
            return NONE;
        }
        Matcher letter = LETTER.matcher(start);
        if (letter.lookingAt()) {
            return ofWord(letter.group(1) + letter.group(2) + letter.group(3));
        }
        Matcher first = FIRST_WORD.matcher(start);
        if (first.lookingAt()) {
            return ofWord(first.group(1));
        }
        Matcher behindTime = BEHIND_TIME.matcher(start);
        if (behindTime.lookingAt()) {
            return ofWord(behindTime.group(1));
        }
        Matcher key = KEY.matcher(start);
        return key.find() ? ofWord(key.group(1)) : NONE;
    }

    private static LineLevel ofWord(String word) {
        return switch (word.replace("null", "").toUpperCase(Locale.ROOT)) {
            case "T", "D", "I", "TRACE", "DEBUG", "INFO", "NOTICE" -> INFORMATION;
            case "W", "WARN", "WARNING" -> WARNING;
            case "E", "F", "ERROR", "CRITICAL", "FATAL", "SEVERE" -> ERROR;
            default -> NONE;
        };
    }
}
