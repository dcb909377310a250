package io.smcontainers.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

    @Test
    void codePointOrderIsThatOfTheCodePointsOfAnyTwoStrings() {
        Random random = new Random(42);
        for (int i = 0; i < 100_000; i++) {
            String a = randomText(random);
            String b = randomText(random);

            assertThat(Integer.signum(PythonText.CODE_POINT_ORDER.compare(a, b)))
                    .as("%s and %s", a, b)
                    .isEqualTo(Integer.signum(Arrays.compare(
                            a.codePoints().toArray(), b.codePoints().toArray())));
        }
    }

    /** Also halves of surrogate pairs, in any order. */
    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(5), 0, 6)
                .forEach(choice -> text.append("aZ\uD83D\uDE00\uDBFF\uFFFD".charAt(choice)));
        return text.toString();
    }
}
