package io.smcontainers.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.StreamSupport;

/** Lists of strings in JSON. */
final class JsonTextList {
    private JsonTextList() {}

    /** Returns an argv without the program. */
    static ArrayNode withoutFirst(JsonNode argv) {
        ArrayNode rest = JsonNodeFactory.instance.arrayNode();
        StreamSupport.stream(argv.spliterator(), false).skip(1).forEach(rest::add);
        return rest;
    }

    static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }
}
