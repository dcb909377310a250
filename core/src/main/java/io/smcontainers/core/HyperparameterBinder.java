package io.smcontainers.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.smcontainers.core.json.PythonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Binds hyperparameters to a user's class. Apart from {@link Hyperparameters} so that only those who bind load the mapper. */
final class HyperparameterBinder {
    private HyperparameterBinder() {}

    static <T> T bind(Hyperparameters hyperparameters, Class<T> type) {
        JsonMapper mapper = mapper();
        List<BeanPropertyDefinition> properties = properties(mapper, type);
        Map<String, String> keyByProperty = keyByProperty(hyperparameters, properties);
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        for (BeanPropertyDefinition property : properties) {
            String key = keyByProperty.get(property.getName());
            if (key != null) {
                named.set(property.getName(), asWritten(hyperparameters.values().get(key), property));
            }
        }
        try {
            return mapper.treeToValue(named, type);
        } catch (JsonProcessingException e) {
            String message = new BindingProblem(e, type, keyByProperty).describe(hyperparameters);
            throw new JobException(ErrorCode.INVALID_CONFIGURATION, message, e);
        }
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(new ParameterNamesModule(JsonCreator.Mode.PROPERTIES))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
    }

    private static List<BeanPropertyDefinition> properties(JsonMapper mapper, Class<?> type) {
        JavaType javaType = mapper.constructType(type);
        return mapper.getDeserializationConfig().introspect(javaType).findProperties();
    }

    /** Finds the hyperparameter that is meant for each property. An exact match beats a similar one. */
    private static Map<String, String> keyByProperty(
            Hyperparameters hyperparameters, List<BeanPropertyDefinition> properties) {
        Map<String, String> keyByProperty = new LinkedHashMap<>();
        for (BeanPropertyDefinition definition : properties) {
            String property = definition.getName();
            List<String> keys = hyperparameters.values().keySet().stream()
                    .filter(key -> plain(key).equals(plain(property)))
                    .toList();
            if (keys.contains(property)) {
                keyByProperty.put(property, property);
            } else if (keys.size() == 1) {
                keyByProperty.put(property, keys.get(0));
            } else if (keys.size() > 1) {
                throw new JobException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "hyperparameters.json: " + BindingProblem.quoted(keys) + " all fit '" + property
                                + "'; keep one of them");
            }
        }
        return keyByProperty;
    }

    /** A number that is wanted as a string is {@code 1e-05}, as {@link Hyperparameters#text} has it, not {@code 1.0E-5}. */
    private static JsonNode asWritten(JsonNode value, BeanPropertyDefinition property) {
        boolean scalar = value.isNumber() || value.isBoolean();
        return scalar && property.getRawPrimaryType() == String.class ? TextNode.valueOf(PythonText.str(value)) : value;
    }

    private static String plain(String name) {
        return name.replaceAll("[-_. ]", "").toLowerCase(Locale.ROOT);
    }
}
