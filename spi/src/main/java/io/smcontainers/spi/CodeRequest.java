package io.smcontainers.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a store is asked for.
 *
 * @param location {@code sagemaker_submit_directory} as the job gives it
 * @param variables the job's; a store takes its settings from them and not from its process
 * @param log is told how the fetch goes
 */
public record CodeRequest(String location, Map<String, String> variables, FetchLog log) {
    /** Copies the map. */
    public CodeRequest {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Returns a variable's value, if it is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Leaves out the variables, some of which may be secrets. */
    @Override
    public String toString() {
        return "CodeRequest[" + location + "]";
    }
}
