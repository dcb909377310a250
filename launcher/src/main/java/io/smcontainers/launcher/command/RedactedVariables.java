package io.smcontainers.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smcontainers.core.json.JsonSyntaxException;
import io.smcontainers.core.json.JsonText;
import io.smcontainers.core.json.PythonText;
import io.smcontainers.launcher.log.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Variables for people: secrets are masked, also those that SM_HPS and its like repeat in JSON. */
final class RedactedVariables {
    private final Redactor redactor;

    private RedactedVariables(Redactor redactor) {
        this.redactor = redactor;
    }

    static Map<String, String> of(Map<String, String> variables, Redactor redactor) {
        Map<String, String> redacted = new LinkedHashMap<>(variables);
        redacted.replaceAll(new RedactedVariables(redactor)::redacted);
        return redacted;
    }

    private String redacted(String name, String value) {
        String masked = redactor.redact(name, value);
        if (!masked.startsWith("{") && !masked.startsWith("[")) {
            return masked;
        }
        try {
            return PythonText.json(redacted(name, JsonText.parse(masked)));
        } catch (JsonSyntaxException e) {
            return masked;
        }
    }

    private JsonNode redacted(String name, JsonNode value) {
        if (value.isContainerNode() && redactor.isSecretName(name)) {
            return TextNode.valueOf(Redactor.MASK);
        }
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(entry -> object.set(entry.getKey(), redacted(entry.getKey(), entry.getValue())));
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
