package io.smcontainers.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Python's {@code repr} of JSON values. */
final class PythonRepr {
    private static final String HEX = "0123456789abcdef";

    private PythonRepr() {}

    static String of(JsonNode value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, JsonNode value) {
        switch (value.getNodeType()) {
            case STRING -> appendString(out, value.textValue());
            case BOOLEAN -> out.append(value.booleanValue() ? "True" : "False");
            case NULL -> out.append("None");
            case NUMBER -> out.append(number(value));
            case ARRAY -> {
                out.append('[');
                String separator = "";
                for (JsonNode element : value) {
                    out.append(separator);
                    append(out, element);
                    separator = ", ";
                }
                out.append(']');
            }
            default -> {
                out.append('{');
                String separator = "";
                for (Map.Entry<String, JsonNode> entry : value.properties()) {
                    out.append(separator);
                    appendString(out, entry.getKey());
                    out.append(": ");
                    append(out, entry.getValue());
                    separator = ", ";
                }
                out.append('}');
            }
        }
    }

    /** Returns a number as both {@code repr} and {@code json.dumps} write it, but for infinities and NaN. */
    static String number(JsonNode value) {
        return value.isFloatingPointNumber() ? PythonFloat.repr(value.doubleValue()) : value.asText();
    }

    private static void appendString(StringBuilder out, String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            appendCharacter(out, text.codePointAt(i), quote);
        }
        out.append(quote);
    }

    private static void appendCharacter(StringBuilder out, int c, char quote) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
                if (c == quote) {
                    out.append('\\').append(quote);
                } else if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else if (c <= 0xFF) {
                    appendHex(out.append("\\x"), c, 2);
                } else if (c <= 0xFFFF) {
                    appendHex(out.append("\\u"), c, 4);
                } else {
                    appendHex(out.append("\\U"), c, 8);
                }
            }
        }
    }

    /** Python's {@code str.isprintable}: nothing of the Unicode categories Other and Separator but the ASCII blank. */
    private static boolean isPrintable(int c) {
        if (c == ' ') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Appends that many hexadecimal digits. */
    static void appendHex(StringBuilder out, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX.charAt((value >> shift) & 0xF));
        }
    }
}
