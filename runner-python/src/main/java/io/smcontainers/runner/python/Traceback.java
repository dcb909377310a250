package io.smcontainers.runner.python;

import io.smcontainers.spi.ErrorFrame;
import java.util.List;

/**
 * One traceback, without what it is chained to.
 *
 * @param firstLine its header, or its first frame if it has none
 * @param lastLine the last of its exception's message
 * @param hasHeader whether it has one; a syntax error and one of which the beginning is lost have none
 * @param message the exception's class and message
 * @param cause what else went wrong below, such as the exceptions of a group; empty if that is not told
 * @param frames innermost first
 */
record Traceback(
        int firstLine, int lastLine, boolean hasHeader, String message, String cause, List<ErrorFrame> frames) {}
