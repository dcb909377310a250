package io.smcontainers.spi;

import java.util.regex.Pattern;

/**
 * Recognises, line by line, what a failing program of this kind says about the cause, so that the failure reason starts with
 * it. The last line that matches any pattern wins.
 *
 * @param name what is recognised, such as {@code python-exception}
 * @param line must match from the start of the line; the match is the cause
 */
public record ErrorPattern(String name, Pattern line) {}
