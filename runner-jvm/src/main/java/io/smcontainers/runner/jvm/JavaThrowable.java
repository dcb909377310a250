package io.smcontainers.runner.jvm;

import io.smcontainers.spi.ErrorFrame;
import java.util.List;

/**
 * One of the throwables of a stack trace.
 *
 * @param text class and message
 * @param frames innermost first
 */
record JavaThrowable(String text, List<ErrorFrame> frames) {}
