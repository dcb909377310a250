package io.smcontainers.core;

/**
 * One accelerator that this container may use.
 *
 * @param kind what it counts as
 * @param id what its driver calls it, such as a UUID or PCI bus id
 * @param name the model, for people; empty if unknown
 */
public record Accelerator(AcceleratorKind kind, String id, String name) {}
