package io.smcontainers.launcher.plugin;

/**
 * One plugin.
 *
 * @param id its own name
 * @param instance the plugin itself
 * @param source the jar or folder that its class came from, for people
 */
public record Plugin<T>(String id, T instance, String source) {}
