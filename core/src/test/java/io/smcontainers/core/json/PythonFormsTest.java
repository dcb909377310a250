package io.smcontainers.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares with what CPython wrote down; see {@code src/test/python/python_forms.py}. */
class PythonFormsTest {
    private static final List<JsonNode> LINES = lines();

    @Test
    void textsThatPythonRefusesAreRefused() {
        assertThat(LINES.stream().filter(line -> !line.has("str")).map(PythonFormsTest::text))
                .hasSizeGreaterThan(150)
                .allSatisfy(text -> {
                    assertThat(JsonText.tryParse(text)).isEmpty();
                    assertThat(parses(text)).isFalse();
                });
    }

    @Test
    void textsThatPythonReadsAreRead() {
        assertThat(read().map(PythonFormsTest::text))
                .hasSizeGreaterThan(2500)
                .allSatisfy(text -> assertThat(parses(text)).isTrue());
    }

    @Test
    void strIsPythons() {
        assertThat(read())
                .allSatisfy(line -> assertThat(ours(line, PythonText::str)).isEqualTo(form(line, "str")));
    }

    @Test
    void reprIsPythons() {
        assertThat(read())
                .allSatisfy(line -> assertThat(ours(line, PythonText::repr)).isEqualTo(form(line, "repr")));
    }

    @Test
    void jsonIsThatOfPythonsDumps() {
        assertThat(read())
                .allSatisfy(line -> assertThat(ours(line, PythonText::json)).isEqualTo(form(line, "json")));
    }

    @Test
    void whatIsWrittenReadsBackAsTheSameValue() {
        assertThat(read()).allSatisfy(line -> {
            String json = form(line, "json");
            assertThat(PythonText.json(JsonText.parse(json))).isEqualTo(json);
        });
    }

    private static Stream<JsonNode> read() {
        return LINES.stream().filter(line -> line.has("str"));
    }

    private static String text(JsonNode line) {
        return line.path("text").textValue();
    }

    /** A form that is the same as str is not in the file. */
    private static String form(JsonNode line, String name) {
        return line.path(line.has(name) ? name : "str").textValue();
    }

    private static Optional<String> parsed(JsonNode line, Function<JsonNode, String> form) {
        return JsonText.tryParse(text(line)).map(form);
    }

    private static String ours(JsonNode line, Function<JsonNode, String> form) {
        return parsed(line, form).orElse("(refused)");
    }

    private static boolean parses(String text) {
        try {
            JsonText.parse(text);
            return true;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private static List<JsonNode> lines() {
        try (BufferedReader file = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PythonFormsTest.class.getResourceAsStream("python-forms.jsonl")),
                StandardCharsets.UTF_8))) {
            return file.lines()
                    .map(JsonText::tryParse)
                    .map(Optional::orElseThrow)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
