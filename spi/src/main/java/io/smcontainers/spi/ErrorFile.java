package io.smcontainers.spi;

import java.util.function.UnaryOperator;

/**
 * A file in which a program says why it failed, as torchrun does in that of TORCHELASTIC_ERROR_FILE. The launcher sets the
 * variable to a path that nobody else can read, unless the user has set it.
 *
 * @param variable with the file's path
 * @param reader makes of the file's text what the program would have printed, in which errors are recognised as in its output;
 *     empty if it says nothing
 */
public record ErrorFile(String variable, UnaryOperator<String> reader) {}
