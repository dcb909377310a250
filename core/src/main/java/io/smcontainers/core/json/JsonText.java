package io.smcontainers.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads JSON by the rules of Python's {@code json} module: also {@code NaN}, {@code Infinity} and {@code -Infinity}; integers
 * of any size, exactly; {@code 1e400} is infinity; of duplicate keys the last wins, at the place of the first; control
 * characters inside strings are refused. One thing Python takes and we do not: half a surrogate pair as an escape in a key; nobody
 * could export it.
 *
 * <p>Values are built from Jackson's token stream, not with an {@code ObjectMapper}: that alone would take longer to load than
 * everything else that happens before the user's program starts.
 */
public final class JsonText {
    /** As deep as Python's own parser goes before it gives up; also keeps our recursion far from the end of the stack. */
    private static final int MAX_DEPTH = 990;

    private static final String JSON_BLANKS = " \t\n\r";
    private static final String FIRST_CHARACTERS = "{[\"-0123456789";
    private static final Set<String> WORDS = Set.of("true", "false", "null", "NaN", "Infinity");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonText() {}

    /**
     * Parses a text that holds one JSON value.
     *
     * @param text the whole text
     * @return the value
     * @throws JsonSyntaxException if the text is empty, is not JSON, or goes on after the value
     */
    public static JsonNode parse(String text) throws JsonSyntaxException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return onlyValue(parser);
        } catch (JsonProcessingException e) {
            throw syntaxError(reason(e.getOriginalMessage()), e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from a string", e);
        }
    }

    private static JsonNode onlyValue(JsonParser parser) throws IOException, JsonSyntaxException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new JsonSyntaxException("there is no value", 1, 1);
            }
            JsonNode value = value(parser, first);
            if (parser.nextToken() != null) {
                throw syntaxError("the text goes on after the value", parser.currentTokenLocation());
            }
            return value;
        } catch (StreamConstraintsException e) {
            // Depth is the only limit that is left; this exception does not know where it happened.
            throw syntaxError("more than " + MAX_DEPTH + " levels of nesting", parser.currentLocation());
        }
    }

    /**
     * Parses a text that may well not be JSON, as a hyperparameter's value: {@code 5} is a number, {@code train.py} is not.
     *
     * @param text the whole text
     * @return the value, or empty if the text is not JSON
     */
    public static Optional<JsonNode> tryParse(String text) {
        if (!mayBeJson(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(text));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Spares most plain strings the cost of an exception. */
    private static boolean mayBeJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (JSON_BLANKS.indexOf(c) < 0) {
                // Strip knows more blanks than JSON: what it leaves is compared, and what then passes is parsed.
                return FIRST_CHARACTERS.indexOf(c) >= 0 || WORDS.contains(text.strip());
            }
        }
        return false;
    }

    private static JsonNode value(JsonParser parser, JsonToken token) throws IOException, JsonSyntaxException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> floatingPoint(parser);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw syntaxError("unexpected " + token, parser.currentTokenLocation());
        };
    }

    private static ObjectNode object(JsonParser parser) throws IOException, JsonSyntaxException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            object.set(key, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException, JsonSyntaxException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(parser, token));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private static JsonNode floatingPoint(JsonParser parser) throws IOException, JsonSyntaxException {
        double value = parser.getDoubleValue();
        // Jackson takes INF, +INF, +Infinity and -INF too, Python does not.
        if (!Double.isFinite(value)
                && Character.isLetter(lastOf(parser.getText()))
                && !isPythonName(parser.getText())) {
            throw syntaxError("unexpected " + parser.getText(), parser.currentTokenLocation());
        }
        return NODES.numberNode(value);
    }

    private static char lastOf(String text) {
        return text.charAt(text.length() - 1);
    }

    private static boolean isPythonName(String text) {
        return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }

    private static JsonSyntaxException syntaxError(String message, JsonLocation location) {
        return new JsonSyntaxException(message, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    /** Cuts off what Jackson adds for those who program with it. */
    private static String reason(String message) {
        return message.split("\n| \\(start marker at", 2)[0];
    }
}
