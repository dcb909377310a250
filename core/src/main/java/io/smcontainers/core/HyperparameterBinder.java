package io.smcontainers.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.smcontainers.core.json.PythonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Binds hyperparameters to a user's class. Apart from {@link Hyperparameters} so that only those who bind load the mapper. */
final class HyperparameterBinder {
    private HyperparameterBinder() {}

    static <T> T bind(Hyperparameters hyperparameters, Class<T> type) {
        JsonMapper mapper = mapper();
        ObjectNode named = nameAsProperties(hyperparameters, properties(mapper, type));
        try {
            return mapper.treeToValue(named, type);
        } catch (JsonProcessingException e) {
            throw new JobException(ErrorCode.INVALID_CONFIGURATION, explain(e, named, type, hyperparameters), e);
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

    private static List<String> properties(JsonMapper mapper, Class<?> type) {
        JavaType javaType = mapper.constructType(type);
        return mapper.getDeserializationConfig().introspect(javaType).findProperties().stream()
                .map(BeanPropertyDefinition::getName)
                .toList();
    }

    /** Gives each hyperparameter the name of the property it is meant for. An exact match beats a similar one. */
    private static ObjectNode nameAsProperties(Hyperparameters hyperparameters, List<String> properties) {
        Map<String, String> keyByProperty = new LinkedHashMap<>();
        for (String property : properties) {
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
                        "hyperparameters.json: " + quoted(keys) + " all fit '" + property + "'; keep one of them");
            }
        }
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        keyByProperty.forEach(
                (property, key) -> named.set(property, hyperparameters.values().get(key)));
        return named;
    }

    private static String plain(String name) {
        return name.replaceAll("[-_. ]", "").toLowerCase(Locale.ROOT);
    }

    private static String explain(
            JsonProcessingException e, ObjectNode named, Class<?> type, Hyperparameters hyperparameters) {
        String property = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .findFirst()
                        .orElse("")
                : "";
        if (property.isEmpty()) {
            return "hyperparameters.json: does not fit " + type.getName() + ": " + e.getOriginalMessage();
        }
        String target = e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? mismatch.getTargetType().getSimpleName()
                : type.getSimpleName() + "." + property;
        JsonNode value = named.get(property);
        if (value == null || value.isNull()) {
            return "hyperparameters.json: '" + property + "' is missing; " + type.getSimpleName() + " needs it as "
                    + target + "; the job has "
                    + quoted(hyperparameters.values().keySet());
        }
        return "hyperparameters.json: '" + property + "' is " + PythonText.json(value) + "; expected " + target + " ("
                + type.getSimpleName() + "." + property + ")";
    }

    private static String quoted(Iterable<String> names) {
        String list = java.util.stream.StreamSupport.stream(names.spliterator(), false)
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? "none" : list;
    }
}
