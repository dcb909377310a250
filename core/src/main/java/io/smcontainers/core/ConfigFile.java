package io.smcontainers.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smcontainers.core.json.JsonSyntaxException;
import io.smcontainers.core.json.JsonText;
import io.smcontainers.core.json.PythonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * One of the files in {@code input/config}: a JSON object whose values are asked for by key and type. What is wrong goes into
 * the problems; the asker gets a harmless value and goes on, so that the next problem is found too.
 */
final class ConfigFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String name;
    private final ObjectNode values;
    private final Problems problems;
    private final boolean readable;

    private ConfigFile(String name, ObjectNode values, boolean readable, Problems problems) {
        this.name = name;
        this.values = values;
        this.readable = readable;
        this.problems = problems;
    }

    /** Reads a file that a job may lack: it is then as good as {@code {}}. */
    static ConfigFile optional(Path file, Problems problems) {
        return Files.exists(file) ? read(file, problems) : empty(file, true, problems);
    }

    /** Reads a file that every job has. */
    static ConfigFile required(Path file, Problems problems) {
        return read(file, problems);
    }

    private static ConfigFile read(Path file, Problems problems) {
        String name = file.getFileName().toString();
        try {
            JsonNode root = JsonText.parse(text(file));
            if (root instanceof ObjectNode object) {
                return new ConfigFile(name, object, true, problems);
            }
            problems.add(
                    ErrorCode.INVALID_CONFIGURATION,
                    name + ": the file holds " + typeOf(root) + "; expected a JSON object, as in {\"key\": ...}");
        } catch (JsonSyntaxException e) {
            problems.add(
                    ErrorCode.INVALID_CONFIGURATION,
                    "%s: malformed JSON at line %d, column %d: %s; expected a JSON object (%s)"
                            .formatted(name, e.line(), e.column(), e.getMessage(), file));
        } catch (CharacterCodingException e) {
            problems.add(ErrorCode.INVALID_CONFIGURATION, name + ": the file is not UTF-8 text (" + file + ")");
        } catch (NoSuchFileException e) {
            problems.add(
                    ErrorCode.INVALID_CONFIGURATION,
                    name + ": there is no such file in " + file.getParent()
                            + "; SageMaker writes it, and so does 'train local SCRIPT' on your own machine");
        } catch (AccessDeniedException e) {
            problems.add(ErrorCode.PERMISSION_DENIED, name + ": may not be read by this user (" + file + ")");
        } catch (IOException e) {
            problems.add(ErrorCode.IO_FAILED, name + ": cannot be read: " + e);
        }
        return empty(file, false, problems);
    }

    private static ConfigFile empty(Path file, boolean readable, Problems problems) {
        return new ConfigFile(file.getFileName().toString(), JsonNodeFactory.instance.objectNode(), readable, problems);
    }

    private static String text(Path file) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** Returns false if the file could not be read; that is a problem already, and what is missing in it is none. */
    boolean isReadable() {
        return readable;
    }

    ObjectNode values() {
        return values;
    }

    /** Returns a string; the fallback if the key is missing or null, and after a problem. */
    String string(String key, String fallback) {
        JsonNode value = values.path(key);
        if (value.isTextual()) {
            return value.textValue();
        }
        if (!isAbsent(value)) {
            problems.add(name, key, PythonText.json(value), "a string");
        }
        return fallback;
    }

    String requiredString(String key, String expected) {
        JsonNode value = values.path(key);
        if (isAbsent(value) && readable) {
            problems.addMissing(name, key, expected);
        } else if (value.isTextual() && value.textValue().isEmpty()) {
            problems.add(name, key, "empty", expected);
        }
        return string(key, "");
    }

    List<String> requiredStrings(String key, String expected) {
        JsonNode value = values.path(key);
        if (isAbsent(value)) {
            if (readable) {
                problems.addMissing(name, key, expected);
            }
            return List.of();
        }
        List<String> strings = strings(key, value, expected);
        if (value.isArray() && value.isEmpty()) {
            problems.add(name, key, "[]", expected);
        }
        return strings;
    }

    /** Returns the elements of a list of strings; the key is for the problem only and may be a path. */
    List<String> strings(String key, JsonNode value, String expected) {
        return problems.strings(name, key, value, expected);
    }

    static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            default -> "null";
        };
    }
}
