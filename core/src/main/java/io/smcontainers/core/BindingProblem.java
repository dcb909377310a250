package io.smcontainers.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smcontainers.core.json.PythonText;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why hyperparameters do not fit a user's class, in terms of the file rather than of Jackson.
 *
 * @param cause what Jackson says
 * @param type the user's class
 * @param keyByProperty the hyperparameter that stands for each property of the class
 */
record BindingProblem(JsonProcessingException cause, Class<?> type, Map<String, String> keyByProperty) {
    private static final String FILE = "hyperparameters.json: ";

    String describe(Hyperparameters hyperparameters) {
        List<Reference> path = cause instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
        if (path.isEmpty()) {
            return FILE + "does not fit " + type.getSimpleName() + ": "
                    + cause.getOriginalMessage().split("\n", 2)[0];
        }
        String property = path.get(0).getFieldName();
        String key = keyByProperty.getOrDefault(property, property);
        List<Reference> inner = path.subList(1, path.size());
        JsonNode value = valueAt(hyperparameters.value(key).orElse(MissingNode.getInstance()), inner);
        String place = FILE + "'" + key + nameOf(inner) + "' is ";
        String wanted = type.getSimpleName() + "." + property + nameOf(inner);
        if (ConfigFile.isAbsent(value)) {
            return place + "missing; " + wanted + " needs " + expected() + "; the job has "
                    + quoted(hyperparameters.values().keySet());
        }
        return place + PythonText.json(value) + "; " + wanted + " needs " + expected();
    }

    private static JsonNode valueAt(JsonNode value, List<Reference> path) {
        JsonNode inner = value;
        for (Reference step : path) {
            inner = step.getFieldName() != null ? inner.path(step.getFieldName()) : inner.path(step.getIndex());
        }
        return inner;
    }

    private static String nameOf(List<Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() != null ? "." + step.getFieldName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining());
    }

    private String expected() {
        return target().map(BindingProblem::nameOf).orElse("another value");
    }

    private Optional<Class<?>> target() {
        if (cause instanceof MismatchedInputException mismatch) {
            return Optional.ofNullable(mismatch.getTargetType());
        }
        return cause.getCause() instanceof InputCoercionException coercion
                ? Optional.ofNullable(coercion.getTargetType())
                : Optional.empty();
    }

    private static String nameOf(Class<?> target) {
        return target.isEnum() ? "one of " + Arrays.toString(target.getEnumConstants()) : target.getSimpleName();
    }

    static String quoted(Collection<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }
}
