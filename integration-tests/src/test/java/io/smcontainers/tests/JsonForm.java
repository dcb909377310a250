package io.smcontainers.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smcontainers.core.json.PythonText;
import java.util.stream.Collectors;

/** JSON as the tests need it. */
final class JsonForm {
    private JsonForm() {}

    /** Returns an argv without the program. */
    static ArrayNode withoutFirst(JsonNode argv) {
        ArrayNode rest = JsonNodeFactory.instance.arrayNode();
        argv.valueStream().skip(1).forEach(rest::add);
        return rest;
    }

    /** Returns an object as text with its keys where they are: which of {@code a} and {@code A} comes last, shows. */
    static String inFileOrder(JsonNode object) {
        return object.properties().stream()
                .map(entry ->
                        PythonText.json(TextNode.valueOf(entry.getKey())) + ":" + PythonText.json(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
