package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smcontainers.core.json.PythonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Hyperparameters by name, decoded, in the order of the file. A name that is present with the value null counts as absent for
 * the typed methods.
 *
 * @param values the decoded values
 */
public record Hyperparameters(Map<String, JsonNode> values) {
    /** Copies the map. */
    public Hyperparameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Returns no hyperparameters. */
    public static Hyperparameters empty() {
        return new Hyperparameters(Map.of());
    }

    /**
     * Returns a value as JSON.
     *
     * @param name the hyperparameter's exact name
     * @return the value, or empty if there is none or it is null
     */
    public Optional<JsonNode> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isNull());
    }

    /**
     * Returns a value as text: a string as it is, all else as Python's {@code str} writes it.
     *
     * @param name the hyperparameter's exact name
     */
    public Optional<String> text(String name) {
        return value(name).map(PythonText::str);
    }

    /**
     * Returns a value as an integer.
     *
     * @param name the hyperparameter's exact name
     * @throws JobException if the value is not an integer of 64 bits
     */
    public OptionalLong integer(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!value.get().canConvertToLong() || !value.get().isIntegralNumber()) {
            throw new JobException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "hyperparameters.json: '" + name + "' is " + PythonText.json(value.get())
                            + "; expected an integer");
        }
        return OptionalLong.of(value.get().longValue());
    }

    /**
     * Returns whether a flag is set, by Python's rules of truth as the Python toolkit reads its flags.
     *
     * @param name the hyperparameter's exact name
     */
    public boolean flag(String name) {
        return value(name).map(PythonText::isTrue).orElse(false);
    }

    /** Returns a fresh JSON object of all values. */
    public ObjectNode json() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        values.forEach(object::set);
        return object;
    }

    /**
     * Binds the hyperparameters to a record or class by the names of its constructor's parameters: {@code learningRate} takes
     * {@code learningRate}, {@code learning_rate}, {@code learning-rate} or {@code learning.rate}. Hyperparameters that the
     * type does not name are ignored. A missing one leaves a reference null; for a primitive it is an error. The type must
     * have been compiled with {@code -parameters}, as records always are.
     *
     * @param type a record or a class with one public constructor
     * @return a new object
     * @throws JobException naming the key, the value and the type it does not fit
     */
    public <T> T as(Class<T> type) {
        return HyperparameterBinder.bind(this, type);
    }
}
