package io.smcontainers.spi;

/**
 * One thing that a probe knows of the machine, for {@code train doctor}: {@code driver-version} is {@code 550.54.15}.
 *
 * @param name lower-case with hyphens; ends in the unit if there is one: {@code memory-limit-bytes}
 * @param value as text
 */
public record HardwareFact(String name, String value) {}
