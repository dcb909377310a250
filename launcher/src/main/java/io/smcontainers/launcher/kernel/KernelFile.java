package io.smcontainers.launcher.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads small files of the kernel's. One that is not there, or not for us, is as one that says nothing. With plain loops:
 * this happens at each start, and streams or patterns would cost it some ten milliseconds.
 */
public final class KernelFile {
    private KernelFile() {}

    /** Returns all of it; empty if it cannot be read. */
    public static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException | SecurityException e) {
            return "";
        }
    }

    /** Returns its lines; none if it cannot be read. */
    public static List<String> lines(Path file) {
        String text = text(file);
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    /** Returns the one number that it holds; empty if it holds anything else, such as {@code max}. */
    public static OptionalLong number(Path file) {
        return parse(text(file));
    }

    /**
     * Returns the number behind a name.
     *
     * @param name with what follows it, such as {@code "MemTotal:"} or {@code "usage_usec "}, at the start of a line
     */
    public static OptionalLong number(Path file, String name) {
        for (String line : lines(file)) {
            if (line.startsWith(name)) {
                return parse(line.substring(name.length()));
            }
        }
        return OptionalLong.empty();
    }

    /** Reads a number that may have blanks around it and a unit behind it; one that does not fit, or is negative, is none. */
    static OptionalLong parse(String text) {
        String stripped = text.strip();
        int end = 0;
        while (end < stripped.length() && Character.isDigit(stripped.charAt(end))) {
            end++;
        }
        boolean endsThere = end == stripped.length() || stripped.charAt(end) == ' ';
        try {
            return end == 0 || !endsThere
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(stripped.substring(0, end)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
