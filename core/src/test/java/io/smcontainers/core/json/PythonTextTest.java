package io.smcontainers.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "1",
                "-1",
                "0.5",
                "1e-320",
                "NaN",
                "Infinity",
                "100000000000000000000",
                "\"False\"",
                "\"0\"",
                "\" \"",
                "[0]",
                "{\"a\": null}"
            })
    void isTrueAsInPython(String json) {
        assertThat(PythonText.isTrue(value(json))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "null", "0", "0.0", "-0.0", "1e-400", "\"\"", "[]", "{}"})
    void isFalseAsInPython(String json) {
        assertThat(PythonText.isTrue(value(json))).isFalse();
    }

    @Test
    void keysAreOrderedByCodePoint() {
        String emoji = "\uD83D\uDE00";
        String lastOfTheBasicPlane = "\uFFFD";

        assertThat(List.of(emoji, lastOfTheBasicPlane, "b", "a", "ab", "").stream()
                        .sorted(PythonText.CODE_POINT_ORDER)
                        .toList())
                .containsExactly("", "a", "ab", "b", lastOfTheBasicPlane, emoji);
    }

    @Test
    void strKeepsAStringAndWritesItsElementsAsRepr() {
        assertThat(PythonText.str(value("\"it's\""))).isEqualTo("it's");
        assertThat(PythonText.str(value("[\"it's\", \"a\"]"))).isEqualTo("[\"it's\", 'a']");
    }

    @Test
    void jsonSortsKeysWhileReprKeepsTheirOrder() {
        JsonNode value = value("{\"b\": 1, \"a\": {\"d\": 2, \"c\": 3}}");

        assertThat(PythonText.json(value)).isEqualTo("{\"a\":{\"c\":3,\"d\":2},\"b\":1}");
        assertThat(PythonText.repr(value)).isEqualTo("{'b': 1, 'a': {'d': 2, 'c': 3}}");
    }

    private static JsonNode value(String json) {
        return JsonText.tryParse(json).orElseThrow();
    }
}
