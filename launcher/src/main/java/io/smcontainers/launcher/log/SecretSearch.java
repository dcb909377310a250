package io.smcontainers.launcher.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smcontainers.core.json.JsonText;
import io.smcontainers.core.json.PythonText;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the secret values of a job: those whose names say so, also within JSON, in all forms that they are written in. */
final class SecretSearch {
    /** A line of a private key has 64 characters; a short one may be an ordinary word. */
    private static final int MIN_LINE_LENGTH = 16;

    private final SecretNames names;
    private final Set<String> found = new HashSet<>();

    SecretSearch(SecretNames names) {
        this.names = names;
    }

    Set<String> found() {
        return found;
    }

    void visit(String name, String value) {
        visit(names.of(name), value);
    }

    void visit(String name, JsonNode value) {
        visit(names.of(name), value);
    }

    private void visit(Secrecy secrecy, JsonNode value) {
        if (value.isTextual()) {
            visit(secrecy, value.textValue());
        } else if (value.isArray()) {
            value.forEach(element -> visit(secrecy, element));
        } else {
            value.properties().forEach(entry -> visit(secrecy.or(names.of(entry.getKey())), entry.getValue()));
        }
    }

    private void visit(Secrecy secrecy, String text) {
        String value = text.strip();
        Optional<JsonNode> json =
                value.startsWith("{") || value.startsWith("[") ? JsonText.tryParse(value) : Optional.empty();
        json.ifPresent(node -> visit(secrecy, node));
        if (!SecretValues.isTelling(value, secrecy)) {
            return;
        }
        addForms(value);
        if (json.isEmpty() && value.indexOf('\n') >= 0) {
            for (String part : value.split("\n")) {
                String line = part.strip();
                if (line.length() >= MIN_LINE_LENGTH
                        && !line.startsWith("-----")
                        && SecretValues.isTelling(line, secrecy)) {
                    addForms(line);
                }
            }
        }
    }

    /** As it is; as JSON and Python write it between quotes; and as the bytes of its UTF-8, for streams of bytes. */
    private void addForms(String value) {
        found.add(value);
        if (isWrittenAsItIs(value)) {
            return;
        }
        TextNode node = TextNode.valueOf(value);
        found.add(withoutQuotes(PythonText.json(node)));
        found.add(withoutQuotes(PythonText.repr(node)));
        found.add(new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private static boolean isWrittenAsItIs(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c >= 0x7F || c == '"' || c == '\'' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String withoutQuotes(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }
}
