package io.smcontainers.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes JSON values as Python would: {@code str}, {@code repr} and {@code json.dumps}. */
public final class PythonText {
    /** Python's order of strings: by code point, where Java's is by UTF-16 unit. */
    public static final Comparator<String> CODE_POINT_ORDER = PythonText::compare;

    private PythonText() {}

    private static int compare(String a, String b) {
        int end = Math.min(a.length(), b.length());
        int i = 0;
        while (i < end && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (i == end) {
            return Integer.compare(a.length(), b.length());
        }
        // A difference in the second half of a surrogate pair is one between code points that begin before it.
        boolean isInPair = i > 0
                && Character.isHighSurrogate(a.charAt(i - 1))
                && (Character.isLowSurrogate(a.charAt(i)) || Character.isLowSurrogate(b.charAt(i)));
        int start = isInPair ? i - 1 : i;
        return Integer.compare(a.codePointAt(start), b.codePointAt(start));
    }

    /** Returns the entries of an object in the order of their keys, as {@code sorted(value.items())} does. */
    public static List<Map.Entry<String, JsonNode>> sorted(Collection<Map.Entry<String, JsonNode>> entries) {
        List<Map.Entry<String, JsonNode>> sorted = new ArrayList<>(entries);
        sorted.sort((a, b) -> compare(a.getKey(), b.getKey()));
        return sorted;
    }

    /** Returns Python's {@code str(value)}: a string as it is, all else as {@link #repr}. */
    public static String str(JsonNode value) {
        return value.isTextual() ? value.textValue() : repr(value);
    }

    /** Returns Python's {@code repr(value)}, as in {@code [1, 'a', True, None, 0.5]}. */
    public static String repr(JsonNode value) {
        return PythonRepr.of(value);
    }

    /**
     * Returns what {@code json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)} returns: compact, keys
     * in code point order, ASCII only.
     */
    public static String json(JsonNode value) {
        StringBuilder out = new StringBuilder();
        appendJson(out, value);
        return out.toString();
    }

    /**
     * Returns Python's idea of whether a value is true, by which the Python toolkit reads its flags: not null, not false, not
     * zero, not empty. The string {@code "False"} is true.
     */
    public static boolean isTrue(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue() != 0;
        }
        if (value.isContainerNode()) {
            return !value.isEmpty();
        }
        return value.isTextual() ? !value.textValue().isEmpty() : value.booleanValue();
    }

    private static void appendJson(StringBuilder out, JsonNode value) {
        switch (value.getNodeType()) {
            case STRING -> appendJsonString(out, value.textValue());
            case NUMBER -> out.append(jsonNumber(value));
            case BOOLEAN, NULL -> out.append(value.asText());
            case ARRAY -> {
                out.append('[');
                String separator = "";
                for (JsonNode element : value) {
                    out.append(separator);
                    appendJson(out, element);
                    separator = ",";
                }
                out.append(']');
            }
            default -> appendJsonObject(out, value);
        }
    }

    private static void appendJsonObject(StringBuilder out, JsonNode object) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> entry : sorted(object.properties())) {
            out.append(separator);
            appendJsonString(out, entry.getKey());
            out.append(':');
            appendJson(out, entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static String jsonNumber(JsonNode value) {
        double number = value.doubleValue();
        if (!value.isFloatingPointNumber() || Double.isFinite(number)) {
            return PythonRepr.number(value);
        }
        return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }

    private static void appendJsonString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        out.append(c);
                    } else {
                        PythonRepr.appendHex(out.append("\\u"), c, 4);
                    }
                }
            }
        }
        out.append('"');
    }
}
