package io.smcontainers.spi;

/**
 * A better way to run a program, if something is installed that can be told only when all requirements are.
 *
 * @param check ends with 0 if this way is open; its output is not shown
 * @param program takes the place of the plan's program
 * @param otherwise what the user should know if it is not, in half a sentence
 */
public record PreferredProgram(Command check, Command program, String otherwise) {}
