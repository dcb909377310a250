package io.smcontainers.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The inputs of the job, from {@code inputdataconfig.json}.
 *
 * @param byName the channels in the file's order
 * @param inputDataConfig the whole file
 */
public record Channels(Map<String, Channel> byName, ObjectNode inputDataConfig) {
    /** Copies the map. */
    public Channels {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
}
