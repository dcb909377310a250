package io.smcontainers.launcher.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smcontainers.core.json.JsonSyntaxException;
import io.smcontainers.core.json.JsonText;
import io.smcontainers.core.json.PythonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Variables and hyperparameters for people: secrets are masked, also those that SM_HPS and its like repeat in JSON. */
public final class RedactedVariables {
    private final Redactor redactor;

    private RedactedVariables(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * Returns the variables, in their order, without secrets.
     *
     * @param variables by name
     * @param redactor knows what is secret
     */
    public static Map<String, String> of(Map<String, String> variables, Redactor redactor) {
        Map<String, String> redacted = new LinkedHashMap<>(variables);
        redacted.replaceAll(new RedactedVariables(redactor)::redacted);
        return redacted;
    }

    /**
     * Returns a value without secrets, as Python's {@code str} writes it; a list or object as JSON.
     *
     * @param name the value's name
     * @param value such as a hyperparameter's
     * @param redactor knows what is secret
     */
    public static String text(String name, JsonNode value, Redactor redactor) {
        JsonNode redacted = new RedactedVariables(redactor).redacted(name, value);
        return redacted.isContainerNode() ? PythonText.json(redacted) : PythonText.str(redacted);
    }

    private String redacted(String name, String value) {
        if (redactor.isSecretName(name) || !value.startsWith("{") && !value.startsWith("[")) {
            return redactor.redact(name, value);
        }
        try {
            // By names first, which leaves JSON; the rest may stand anywhere in it.
            return redactor.redact(PythonText.json(redacted(name, JsonText.parse(value))));
        } catch (JsonSyntaxException e) {
            return redactor.redact(value);
        }
    }

    private JsonNode redacted(String name, JsonNode value) {
        if (value.isContainerNode() && redactor.isSecretName(name)) {
            return TextNode.valueOf(Redactor.MASK);
        }
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.properties()
                    .forEach(entry ->
                            object.set(redactor.redact(entry.getKey()), redacted(entry.getKey(), entry.getValue())));
            return object;
        }
        if (value.isArray()) {
            return JsonNodeFactory.instance.arrayNode().addAll(redacted(value));
        }
        String text = PythonText.str(value);
        String masked = redactor.redact(name, text);
        return masked.equals(text) ? value : TextNode.valueOf(masked);
    }

    /** A list of nothing but strings may be arguments, where the secret stands behind its name. */
    private List<? extends JsonNode> redacted(JsonNode list) {
        return list.valueStream().allMatch(JsonNode::isTextual)
                ? redactor.arguments(list.valueStream().map(JsonNode::textValue).toList()).stream()
                        .map(TextNode::valueOf)
                        .toList()
                : list.valueStream().map(element -> redacted("", element)).toList();
    }
}
