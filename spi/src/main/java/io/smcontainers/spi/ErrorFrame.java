package io.smcontainers.spi;

/**
 * A place in the code that an error passed.
 *
 * @param text for people: {@code train.py, line 6, in main: raise ValueError("bad")}
 * @param isUsers whether it is the user's own code rather than a library's or the language's
 */
public record ErrorFrame(String text, boolean isUsers) {}
