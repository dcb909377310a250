package io.smcontainers.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One accelerator that this container may use.
 *
 * @param kind what it counts as
 * @param id what its driver calls it, such as a UUID or PCI bus id
 * @param name the model, for people; empty if unknown
 * @param details what else is known of it, in the order that people should read it: {@code memory-bytes}, {@code pci-bus-id};
 *     names are lower-case with hyphens and end in their unit
 */
public record Accelerator(AcceleratorKind kind, String id, String name, Map<String, String> details) {
    /** Copies the map. */
    public Accelerator {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Creates an accelerator of which nothing else is known. */
    public Accelerator(AcceleratorKind kind, String id, String name) {
        this(kind, id, name, Map.of());
    }
}
